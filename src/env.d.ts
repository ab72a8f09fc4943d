declare namespace App {
  interface Locals {
    /** What is published: set by the publisher, or by the middleware in a static build. */
    snapshot: import('./content/snapshot.ts').Snapshot
    /** The instant that the release is made for. */
    now: Temporal.Instant
  }
}
