import { expect, test } from 'vitest'
import { findApiHost, isLocalProject, toClientAddress } from './api-host.ts'

test.each([
  ['the Content Lake on this machine', {}, 'http://localhost:3333'],
  ['on the port that is set', { STUDIO_PORT: '3999' }, 'http://localhost:3999'],
  ['at the address that is set', { CONTENT_LAKE_URL: 'https://lake.example' }, 'https://lake.example'],
  ['whatever stands in for Sanity', { SANITY_API_HOST: 'http://localhost:9' }, 'http://localhost:3333'],
  ['empty variables', { SANITY_STUDIO_PROJECT_ID: ' ', CONTENT_LAKE_URL: '' }, 'http://localhost:3333'],
])('a local project: %s', (_, variables, host) => {
  expect(findApiHost(variables)).toBe(host)
  expect(toClientAddress(findApiHost(variables))).toEqual({ apiHost: host, useProjectHostname: false })
})

test('a hosted project is at Sanity’s own hosts, unless a test has something stand in for them', () => {
  const hosted = { SANITY_STUDIO_PROJECT_ID: 'abc123', CONTENT_LAKE_URL: 'http://localhost:3333' }
  expect(isLocalProject(hosted)).toBe(false)
  expect(findApiHost(hosted)).toBeNull()
  expect(toClientAddress(null)).toEqual({})
  expect(findApiHost({ ...hosted, SANITY_API_HOST: 'http://localhost:9' })).toBe('http://localhost:9')
})
