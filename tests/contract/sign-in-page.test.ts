import { expect, test } from 'vitest'
import { startTestLake, writeToken } from './content-lake-fixture.ts'
import { sendAs } from './raw-requests.ts'

const at = Temporal.Instant.from('2026-11-28T12:00:00Z')

test.each([
  ['', 'Sign in', 'Ask an administrator of your clinic for a new link'],
  ['signed-out', 'You are signed out', 'you need a new sign-in link'],
  ['session-unknown', 'You are signed out', 'no longer signed in'],
  ['session-late', 'You are signed out', 'for a month'],
  ['access-ended', 'Your access was ended', 'ended it 3 hours ago'],
  ['link-unknown', 'This link does not work', 'Copy all of it'],
  ['link-late', 'This link is too old', 'ran out 3 hours ago'],
  ['link-used', 'This link was used already', 'It was used 3 hours ago; each link works once'],
  ['<b>made up</b>', 'Sign in', 'Ask an administrator of your clinic for a new link'],
])('says what happened and what to do for “%s”', async (why, heading, words) => {
  await using lake = await startTestLake({ now: () => at.add({ hours: 3 }) })
  const html = await read(lake.url, { why, at: `${at.epochMilliseconds}` })
  expect(html).toContain(`<h1>${heading}</h1>`)
  expect(html).toContain(words)
  expect(html).not.toContain('made up')
})

test('keeps the key for the person who runs the server, and opens that part where the key was wrong', async () => {
  await using lake = await startTestLake()
  expect(await read(lake.url, {})).toMatch(/<details>\s*<summary>For the person who runs the server/)
  const refused = await fetch(`${lake.url}/auth/login`, {
    method: 'POST',
    body: new URLSearchParams({ key: 'wrong' }),
  })
  expect(refused.status).toBe(401)
  expect(await refused.text()).toMatch(/<details open>[\s\S]*role="alert"/)
})

test('leads back to the page that was wanted, its search included', async () => {
  await using lake = await startTestLake()
  const origin = `${lake.url}/presentation?preview=/articles`
  expect(await read(lake.url, { origin })).toContain(`<a href="${origin}">`)
  const body = new URLSearchParams({ key: writeToken, origin })
  const { headers } = await fetch(`${lake.url}/auth/login`, { method: 'POST', body, redirect: 'manual' })
  expect(headers.get('location')).toMatch(/\/presentation\?preview=\/articles#sid=sid-/)
})

test('never leads to a page without https, and insists on https, where the Studio is reached by it', async () => {
  await using lake = await startTestLake({ studioUrl: 'https://studio.clinic.example' })
  const host = 'studio.clinic.example'
  for (const [origin, location] of [
    ['https://studio.clinic.example/structure', 'https://studio.clinic.example/structure#sid=sid-'],
    ['http://studio.clinic.example/structure', '/#sid=sid-'],
    ['http://local.studio.clinic.example/', '/#sid=sid-'],
    ['http://localhost/', '/#sid=sid-'],
  ] as const) {
    const body = `${new URLSearchParams({ key: writeToken, origin })}`
    const { headers } = await sendAs(`${lake.url}/auth/login`, { host }, { method: 'POST', body })
    expect(String(headers.location).startsWith(location), `${origin}: ${headers.location}`).toBe(true)
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
  }
  const page = await sendAs(`${lake.url}/v1/ping`, { host, origin: 'http://studio.clinic.example' })
  expect(page.status).toBe(403)
  const here = await fetch(`${lake.url}/auth/login`)
  expect(here.headers.get('strict-transport-security')).toBeNull()
})

async function read(lakeUrl: string, params: Record<string, string>): Promise<string> {
  const response = await fetch(`${lakeUrl}/auth/login?${new URLSearchParams(params)}`)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  return await response.text()
}
