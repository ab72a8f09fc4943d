/** What a file is by its first bytes; its name and what a browser calls it may be wrong. */
export type FileKind =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'avif'
  | 'svg'
  | 'heic'
  | 'pdf'
  | 'video'
  | 'empty'
  | 'other'

/** The kinds of pictures that the site shows, by what browsers call them. */
export const pictureTypes = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
} as const

/** What the dialog of the browser offers: the pictures of the site, and those of an iPhone, which are converted. */
export const acceptedPictures = [
  ...Object.values(pictureTypes),
  'image/heic',
  'image/heif',
  '.heic',
  '.heif',
].join(',')

/** How many bytes `readFileKind` looks at: comments may precede the first tag of a drawing. */
export const headBytes = 4096

const signatures: readonly [FileKind, RegExp][] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
  ['avif', /^[\s\S]{4}ftyp(?:avif|avis)/],
  // The brand “mif1” is of any still picture: which one, the brands that follow say.
  ['avif', /^[\s\S]{4}ftypmif1[\s\S]{4}(?:[\s\S]{4}){0,8}?avif/],
  ['heic', /^[\s\S]{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)/],
  ['video', /^[\s\S]{4}ftyp/],
  ['video', /^[\s\S]E\xdf\xa3/],
  ['pdf', /^[\s\S]{0,1024}?%PDF-/],
  ['svg', /^\s*(?:(?:<\?xml|<!DOCTYPE svg|<!--)[\s\S]*?>\s*)*<svg[\s>]/i],
]

/** `head`: the first `headBytes` bytes of a file. */
export function readFileKind(head: Uint8Array): FileKind {
  if (head.length === 0) return 'empty'
  const text = String.fromCharCode(...head).replace(/^\xef\xbb\xbf/, '')
  return signatures.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}

/** Whether an SVG contains active content: its scripts would run for anybody who opens the file directly. */
export function hasScript(drawing: string): boolean {
  return /<script|<foreignObject|<!ENTITY|\son\w+\s*=|(?:java|vb)script:/i.test(drawing)
}
