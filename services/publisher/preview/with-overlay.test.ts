import { expect, test } from 'vitest'
import { amendPolicy, withOverlay } from './with-overlay.ts'

const policy = "default-src 'none'; style-src 'self'; script-src 'sha256-abc='; form-action 'none'"

const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

test('keeps the page’s own sources and adds those of the preview', () => {
  expect(amendPolicy(policy)).toBe(
    `default-src 'none'; style-src 'self' ${emptyStyle}; script-src 'sha256-abc=' 'self'; form-action 'none'; connect-src 'self'`,
  )
  expect(amendPolicy("script-src 'none'; connect-src 'self'")).toBe(
    `script-src 'self'; connect-src 'self'; style-src ${emptyStyle}`,
  )
  expect(amendPolicy("Script-Src 'self' 'sha256-abc='")).toBe(
    `Script-Src 'self' 'sha256-abc='; connect-src 'self'; style-src ${emptyStyle}`,
  )
})

test('adds one tag with the requested instant at the end of the head', () => {
  const html = `<html><head><meta http-equiv="Content-Security-Policy" content="${policy}"><title>$& a</title></head><body></body></html>`
  const at = Temporal.Instant.from('2027-02-06T17:00:00Z')
  expect(withOverlay(html, { hash: 'h-1', at })).toBe(
    `<html><head><meta http-equiv="Content-Security-Policy" content="${amendPolicy(policy)}"><title>$& a</title>` +
      '<script src="/_preview/overlay.js" data-hash="h-1" data-at="2027-02-06T17:00:00Z"></script></head><body></body></html>',
  )
  expect(withOverlay(html, { hash: 'h-1', at: null })).not.toContain('data-at')
})
