declare namespace App {
  interface Locals {
    /** What is published: set by the publisher, or by the middleware in a static build. */
    snapshot: import('./content/snapshot.ts').Snapshot
    /** The instant that the release is made for. */
    now: Temporal.Instant
    /** The origin that patients use, without a slash at its end: https://clinic.example */
    siteUrl: string
  }
}

/** Identifies the code that a release is made by: set when the site is built. */
declare const __CODE_VERSION__: string
