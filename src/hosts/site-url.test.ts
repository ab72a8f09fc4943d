import { expect, test } from 'vitest'
import { findHost, findSiteUrl } from './site-url.ts'

const required = { isRequired: true }

test.each([
  [{ SITE_URL: 'https://clinic.example/' }, 'https://clinic.example'],
  [
    { SITE_URL: 'https://clinic.example', NETLIFY: 'true', URL: 'https://x.netlify.app' },
    'https://clinic.example',
  ],
  [{ NETLIFY: 'true', URL: 'https://clinic.example' }, 'https://clinic.example'],
  [{ VERCEL: '1', VERCEL_PROJECT_PRODUCTION_URL: 'clinic.example' }, 'https://clinic.example'],
  [{ CF_PAGES: '1', CF_PAGES_URL: 'https://7d6f1e3b.clinic.pages.dev' }, 'https://clinic.pages.dev'],
])('%o is the site %s', (env, siteUrl) => {
  expect(findSiteUrl(env, required)).toBe(siteUrl)
})

test('a build that is deployed needs an address, and says which variable it is', () => {
  expect(() => findSiteUrl({}, required)).toThrow(/^SITE_URL is missing/)
  expect(() => findSiteUrl({ SITE_URL: ' ' }, required)).toThrow(/^SITE_URL is missing/)
  expect(() => findSiteUrl({ WORKERS_CI: '1' }, { isRequired: false })).toThrow(/^SITE_URL is missing/)
  // What is no host sets URL for itself.
  expect(() => findSiteUrl({ URL: 'https://other.example' }, required)).toThrow(/^SITE_URL is missing/)
})

test('on the machine of a developer it is this machine', () => {
  expect(findSiteUrl({}, { isRequired: false })).toBe('http://localhost:4321')
  expect(findSiteUrl({ SITE_PORT: '5000' }, { isRequired: false })).toBe('http://localhost:5000')
})

test.each([
  'clinic.example',
  'https://owner.github.io/site',
  'https://clinic.example/?x=1',
  'ftp://clinic.example',
])('%s is refused', SITE_URL => {
  expect(() => findSiteUrl({ SITE_URL }, required)).toThrow(/^SITE_URL is “.+”, and has to be a web address/)
})

test('no other machine is taken for a host', () => {
  expect(findHost({ CI: 'true', GITHUB_ACTIONS: 'true' })).toBeNull()
})
