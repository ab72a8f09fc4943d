import { expect, test } from 'vitest'
import { SettingsError } from '#services/shared/parse-settings.ts'
import { parsePublisherSettings } from './publisher-settings.ts'

const needed = { SANITY_API_READ_TOKEN: 'read-token', SANITY_WEBHOOK_SECRET: 'long enough to be a secret' }

test('names everything that is missing or wrong at once, and never repeats a secret', () => {
  const read = () =>
    parsePublisherSettings({ SITE_PORT: 'front', SANITY_WEBHOOK_SECRET: 'short', SANITY_API_READ_TOKEN: ' ' })
  expect(read).toThrow(SettingsError)
  expect(read).toThrow(
    /SITE_PORT[\s\S]*SANITY_API_READ_TOKEN[\s\S]*SANITY_WEBHOOK_SECRET: at least 16 characters/,
  )
  expect(read).not.toThrow(/short/)
})

test('reads the local Content Lake’s address from its port', () => {
  const settings = parsePublisherSettings({ ...needed, STUDIO_PORT: '3999' })
  expect(settings).toMatchObject({
    contentLakeUrl: 'http://localhost:3999',
    studioUrls: ['http://localhost:3999'],
    siteUrl: 'http://localhost:4321',
    projectId: 'local',
  })
})

test('goes to Sanity’s own hosts for any other project', () => {
  const settings = parsePublisherSettings({
    ...needed,
    SANITY_STUDIO_PROJECT_ID: 'abc123',
    STUDIO_URL: 'https://clinic.sanity.studio/desk/',
  })
  expect(settings).toMatchObject({ contentLakeUrl: null, studioUrls: ['https://clinic.sanity.studio/desk'] })
})
