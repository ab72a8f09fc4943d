import { effectsAdvice } from '#domain/drawing-effects.ts'
import type { FileKind } from './picture-kind.ts'

/** Why a file is not taken as a picture. */
export type Reason =
  | Exclude<FileKind, 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'svg'>
  | 'damaged'
  | 'script'
  | 'effects'
  | 'large'

/** The largest file of a picture, in bytes. */
export const mostBytes = 50_000_000

const takenKinds = 'a JPEG, PNG, WebP, GIF, AVIF or SVG file, or a picture from an iPhone'

/** What happened to a file and what to do, in words for staff. */
export function toRefusal({ name, size }: { name: string; size: number }, reason: Reason): string {
  const isNamedAsPicture = /\.(?:jpe?g|png|gif|webp|avif|svg|heic|heif)$/i.test(name)
  switch (reason) {
    case 'pdf':
      return `“${name}” is a PDF${isNamedAsPicture ? ', whatever its name says' : ''}, not a picture. Open it, take a screenshot of what patients should see, and use that.`
    case 'video':
      return `“${name}” is a video. The site shows pictures only: choose a photo, or take a screenshot of the video.`
    case 'heic':
      return `“${name}” is an iPhone picture (HEIC) that could not be opened here. On the iPhone, open Settings, Camera, Formats, choose “Most Compatible”, and take it again; or e-mail the picture to yourself, which makes it a JPEG.`
    case 'damaged':
      return `“${name}” is damaged and cannot be opened. Copy it from the phone or camera once more, or choose another picture.`
    case 'script':
      return `“${name}” is a drawing with a small program in it, which could do harm. Ask the person who drew it for a PNG.`
    case 'effects':
      return `“${name}” is a drawing with effects, which the site cannot draw. ${effectsAdvice}`
    case 'large':
      return `“${name}” is too large: ${Math.ceil(size / 1_000_000)} MB, where ${mostBytes / 1_000_000} MB are the most. Save it smaller, about 3,000 pixels wide.`
    case 'empty':
      return `“${name}” is empty: there is nothing in the file. Copy it once more, or choose another picture.`
    case 'other':
      return isNamedAsPicture
        ? `“${name}” is no picture, or it is damaged. Choose ${takenKinds}.`
        : `“${name}” is not a picture that the site can show. Choose ${takenKinds}.`
  }
}

/** For a picture of more than `most` pixels. */
export function toTooManyPixels(
  name: string,
  { width, height }: { width: number; height: number },
  most: number,
): string {
  const inWords = (count: number) => count.toLocaleString('en-US')
  const millions = Math.ceil((width * height) / 1_000_000)
  return `“${name}” has too many pixels: ${inWords(width)} by ${inWords(height)} are ${millions} million, where a file of its kind may have ${most / 1_000_000} million. Save it smaller, about 3,000 pixels wide.`
}

/** For a good picture that the form did not take in time. */
export function toNotReady({ name }: { name: string }): string {
  return `The form was not ready for “${name}”. Choose the picture once more.`
}
