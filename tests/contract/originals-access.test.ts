import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTestLake } from './content-lake-fixture.ts'
import { asReader, cookieHeader, page, plainPicture, signIn, uploadPicture } from './originals-fixture.ts'

const fromStudio = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' }

async function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(url, { headers })
  await response.arrayBuffer()
  return response.status
}

test('opens an original to everybody only while a published document uses it', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const { _id, url } = await uploadPicture(client, await plainPicture(60, 40))
  expect(await statusOf(url)).toBe(404)
  expect(await statusOf(url, asReader)).toBe(200)
  await client.create(page('drafts.ada', _id))
  expect(await statusOf(url)).toBe(404)
  await client.create(page('ada', _id))
  expect(await statusOf(url)).toBe(200)
  await client.delete('ada')
  expect(await statusOf(url)).toBe(404)
  expect(await statusOf(url, asReader)).toBe(200)
})

test('opens a file to everybody only while a published document uses it', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const { _id, url } = await client.assets.upload('file', Buffer.from('words'), { filename: 'a.txt' })
  expect(await statusOf(url)).toBe(404)
  await client.create(page('ada', _id))
  expect(await statusOf(url)).toBe(200)
})

test('resizes pictures for those who are signed in alone', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const { _id, url } = await uploadPicture(client, await plainPicture(60, 40))
  await client.create(page('ada', _id))
  expect(await statusOf(`${url}?w=30`)).toBe(404)
  expect(await statusOf(`${url}?w=30`, asReader)).toBe(200)
})

test('shows the pictures of drafts to a signed-in Studio by a cookie that opens nothing else', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  const { token, cookies } = await signIn(lake)
  expect(cookies).toHaveLength(2)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; Path=\/(images|files)\/local\/production;/)
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain(token)
  }
  const cookie = cookieHeader(cookies, url)
  expect(await statusOf(url, { ...fromStudio, cookie })).toBe(200)
  expect(await statusOf(`${url}?w=30`, { ...fromStudio, cookie })).toBe(200)

  const key = cookie.split('=')[1]
  const asKey = await lake.request('users/me', { headers: { authorization: `Bearer ${key}` } })
  expect(asKey.status).toBe(401)
  const withCookie = await lake.request('users/me', { headers: { ...fromStudio, cookie } })
  expect(withCookie.body).toEqual({})
})

test('ends the cookie with its session', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  const { token, cookies } = await signIn(lake)
  const cookie = cookieHeader(cookies, url)
  expect(await statusOf(url, { ...fromStudio, cookie })).toBe(200)
  const headers = { authorization: `Bearer ${token}` }
  const ended = await lake.request('auth/logout', { method: 'POST', headers })
  expect(ended.headers.getSetCookie().join()).toContain('Max-Age=0')
  expect(await statusOf(url, { ...fromStudio, cookie })).toBe(404)
})

test('ends the cookie with its owner’s access', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  const { cookies } = await signIn(lake)
  const cookie = cookieHeader(cookies, url)
  expect(await statusOf(url, { ...fromStudio, cookie })).toBe(200)
  const [person] = await lake.client().request({ url: '/access/people' })
  await lake.client().request({ url: `/access/people/${person.id}`, method: 'DELETE' })
  expect(await statusOf(url, { ...fromStudio, cookie })).toBe(404)
})

test('gives the cookie again whenever the Studio asks who is signed in', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  const { token, cookies } = await signIn(lake)
  const me = await lake.request('users/me', { headers: { authorization: `Bearer ${token}` } })
  expect(me.headers.getSetCookie()).toEqual(cookies)
  expect(cookies).toHaveLength(2)
  const cookie = cookieHeader(me.headers.getSetCookie(), url)
  expect(await statusOf(url, { ...fromStudio, cookie })).toBe(200)
  const program = await lake.request('users/me', { headers: asReader })
  expect(program.headers.getSetCookie()).toEqual([])
})

test('takes the cookie from pages of its own origin alone', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  const cookie = cookieHeader((await signIn(lake)).cookies, url)
  for (const site of ['cross-site', 'same-site']) {
    expect(await statusOf(url, { cookie, 'sec-fetch-site': site }), site).toBe(403)
  }
  // Over plain HTTP from another machine a browser does not say where a request is from, but which page made it.
  expect(await statusOf(url, { cookie })).toBe(404)
  expect(await statusOf(url, { cookie, referer: 'http://localhost:4321/' })).toBe(404)
  expect(await statusOf(url, { cookie, referer: `${lake.url}/structure` })).toBe(200)
})

test('has nobody else keep what only staff may see', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const { _id, url } = await uploadPicture(client, await plainPicture(60, 40))
  const forStaff = await fetch(url, { headers: asReader })
  expect(forStaff.headers.get('cache-control')).toContain('private')
  await client.create(page('ada', _id))
  const forAll = await fetch(url)
  expect(forAll.headers.get('cache-control')).not.toContain('immutable')
})

test('removes an original and its resized copies with its document', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const { _id, url } = await uploadPicture(client, await plainPicture(60, 40))
  const other = await uploadPicture(client, await plainPicture(60, 40, '#06f'))
  for (const each of [url, other.url]) expect(await statusOf(`${each}?w=30`, asReader)).toBe(200)
  await client.delete(_id)
  expect(await statusOf(url, asReader)).toBe(404)
  expect(readdirSync(join(lake.dataDir, 'assets', 'images'))).toHaveLength(1)
  expect(readdirSync(join(lake.dataDir, 'resized'))).toHaveLength(1)
  expect(await statusOf(`${other.url}?w=30`, asReader)).toBe(200)
  expect(
    existsSync(join(lake.dataDir, 'assets', 'images', new URL(url).pathname.split('/').at(-1) ?? '')),
  ).toBe(false)
})
