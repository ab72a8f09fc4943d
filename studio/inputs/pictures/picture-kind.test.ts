import { expect, test } from 'vitest'
import { type FileKind, hasScript, readFileKind } from './picture-kind.ts'

const bytes = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))

test.for<[FileKind, string]>([
  ['jpeg', '\xff\xd8\xff\xe1..Exif'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF89a'],
  ['webp', 'RIFF\x01\x02\x03\x04WEBPVP8 '],
  ['avif', '\0\0\0\x1cftypavif\0\0\0\0avifmif1'],
  ['avif', '\0\0\0\x1cftypmif1\0\0\0\0mif1avif'],
  ['heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['heic', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic'],
  ['video', '\0\0\0\x14ftypqt  \0\0\0\0qt  '],
  ['pdf', '%PDF-1.7'],
  ['pdf', 'what a scanner wrote\n%PDF-1.4'],
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['svg', '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg >'],
  ['other', '<html><svg></svg></html>'],
  ['other', 'PK\x03\x04'],
  ['empty', ''],
])('sees “%s” by its bytes', ([kind, head]) => {
  expect(readFileKind(bytes(head))).toBe(kind)
})

test('sees what a drawing does besides being seen', () => {
  expect(hasScript('<svg><path d="M0 0"/><text>on = off</text></svg>')).toBe(false)
  for (const drawing of [
    '<svg><script>alert(1)</script></svg>',
    '<svg onload="alert(1)"/>',
    '<svg><a href="javascript:alert(1)"/></svg>',
    '<svg><foreignObject/></svg>',
  ]) {
    expect(hasScript(drawing), drawing).toBe(true)
  }
})
