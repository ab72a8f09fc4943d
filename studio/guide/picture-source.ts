import type { PictureName } from './job.ts'

/** Where the Studio's own host serves a picture of the guide: it is built in with the code that names it. */
export function pictureSource(name: PictureName): string {
  return new URL(`./pictures/${name}.webp`, import.meta.url).href
}
