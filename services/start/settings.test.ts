import { expect, test } from 'vitest'
import { parseStartSettings } from './settings.ts'

test('needs nothing to be set', () => {
  expect(parseStartSettings({})).toMatchObject({
    host: '127.0.0.1',
    studioPort: 3333,
    sitePort: 4321,
    projectId: 'local',
    dataset: 'production',
    isHosted: false,
  })
})

test('lists all that a hosted project lacks at once, other faults included', () => {
  const read = () => parseStartSettings({ SANITY_STUDIO_PROJECT_ID: 'abc123', SITE_PORT: 'front' })
  expect(read).toThrow(/SITE_PORT: a port number/)
  expect(read).toThrow(/SANITY_API_READ_TOKEN: make a token with the role Viewer/)
  expect(read).toThrow(/SANITY_WEBHOOK_SECRET: choose a long random text/)
})

test('a secret that the publisher would refuse is refused before anything starts', () => {
  const given = { SANITY_STUDIO_PROJECT_ID: 'abc123', SANITY_WEBHOOK_SECRET: 'short' }
  expect(() => parseStartSettings(given)).toThrow(/SANITY_WEBHOOK_SECRET: at least 16 characters/)
})

test('sees that two servers would share a port', () => {
  expect(() => parseStartSettings({ SITE_PORT: '3333' })).toThrow(/SITE_PORT: it is the same as STUDIO_PORT/)
  expect(parseStartSettings({ SITE_PORT: '0', STUDIO_PORT: '0' }).sitePort).toBe(0)
})

test('has a preview of drafts, unless it is turned off', () => {
  expect(parseStartSettings({})).toMatchObject({ previewPort: 4320 })
  expect(parseStartSettings({ PREVIEW_PORT: 'off' }).previewPort).toBeNull()
  expect(() => parseStartSettings({ PREVIEW_PORT: '4321' })).toThrow(/PREVIEW_PORT: it is the same as/)
  expect(() => parseStartSettings({ PREVIEW_PORT: 'open' })).toThrow(/PREVIEW_PORT: a port number, or “off”/)
})

test('takes the Studio’s address with its path, and the name that it had before', () => {
  expect(parseStartSettings({ STUDIO_URL: 'https://clinic.example/studio/' })).toMatchObject({
    studioUrl: 'https://clinic.example/studio',
    contentLakeUrl: 'http://127.0.0.1:3333',
  })
  expect(parseStartSettings({ CONTENT_LAKE_URL: 'https://studio.clinic.example' }).studioUrl).toBe(
    'https://studio.clinic.example',
  )
  expect(() => parseStartSettings({ STUDIO_URL: 'https://clinic.example/a"b' })).toThrow(
    /STUDIO_URL: the path/,
  )
})
