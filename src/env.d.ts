declare namespace App {
  interface Locals {
    /** How a page learns of content and time: set by the renderer, or by the middleware in development. */
    select: import('#selectors/selector.ts').Select
    /** The origin that patients use, without a slash at its end: https://clinic.example */
    siteUrl: string
    /** What the site itself says, in the language of the page: set by the middleware. */
    words: import('#words/words.ts').Words
    /** Marks what staff can edit, in the preview alone: `data-sanity={edit(article, 'title')}`. */
    edit: import('#src/preview/edit.ts').Edit
    /** Draws share images on another thread; without it they are drawn on this one. */
    draw?: (drawn: import('#og-images/share-cards.ts').DrawnCard) => Promise<Uint8Array>
    /** Makes a file of a picture, for what is drawn of it. */
    loadPicture: (file: import('#images/renditions.ts').Rendition) => Promise<Uint8Array>
  }
}

/** Identifies the code that a release is made by: set when the site is built. */
declare const __CODE_VERSION__: string

/** A file as its bytes, written as a data: address. */
declare module '*.woff?inline' {
  const dataUrl: string
  export default dataUrl
}

/** What identifies a module's code, with all that it imports (src/renderer/code-hash.ts). */
declare module '*?code-hash' {
  const hash: string
  export default hash
}

/** A script that pages carry themselves, minified (src/scripts/inline-script.ts). */
declare module '*?inline-script' {
  const script: string
  export default script
}
