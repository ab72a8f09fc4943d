import { readdirSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { startTestLake } from './content-lake-fixture.ts'
import { asReader, plainPicture, uploadPicture } from './originals-fixture.ts'

async function resized(url: string) {
  const response = await fetch(url, { headers: asReader })
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) }
}

test('makes no picture larger than a screen', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  expect((await resized(`${url}?w=8192`)).status).toBe(400)
  const asked = await resized(`${url}?w=4000&dpr=3&fit=scale`)
  expect((await sharp(asked.body).metadata()).width).toBe(4096)
  // The side that is not asked for may not grow without bound either.
  const { url: thin } = await uploadPicture(lake.client(), await plainPicture(1, 400))
  expect((await sharp((await resized(`${thin}?w=4000`)).body).metadata()).height).toBe(4096)
})

test('keeps one copy of a picture, in however many ways it is asked for', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  const ways = [
    'w=30',
    'w=30&q=75',
    'w=30&q=74',
    'w=15&dpr=2',
    'w=30&crop=top',
    'w=30&fp-x=0.1&fp-y=0.9',
    'w=30&rect=0,0,60,40',
    'w=30&or=0',
    'w=30&fm=jpg',
    'w=30&sat=50&v=2',
  ]
  for (const way of ways) expect((await resized(`${url}?${way}`)).status, way).toBe(200)
  expect(readdirSync(join(lake.dataDir, 'resized'))).toHaveLength(1)
  await resized(`${url}?w=30&q=20`)
  expect(readdirSync(join(lake.dataDir, 'resized'))).toHaveLength(2)
})

test('holds the copies below their quota while it runs, and drops those that were not asked for lately', async () => {
  await using lake = await startTestLake({ resizedQuotaBytes: 4000 })
  const { url } = await uploadPicture(lake.client(), await plainPicture(300, 200))
  const folder = join(lake.dataDir, 'resized')
  const total = () => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  await resized(`${url}?w=200`)
  const [kept] = readdirSync(folder)
  for (let width = 201; width < 220; width += 1) {
    await resized(`${url}?w=200`)
    expect((await resized(`${url}?w=${width}`)).status).toBe(200)
    expect(total()).toBeLessThanOrEqual(4000)
  }
  expect(readdirSync(folder)).toContain(kept)
})

test('answers with a picture though its copy cannot be kept', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  const folder = join(lake.dataDir, 'resized')
  await rm(folder, { recursive: true })
  await writeFile(folder, '')
  const { status, body } = await resized(`${url}?w=30`)
  expect([status, (await sharp(body).metadata()).width]).toEqual([200, 30])
})

test('refuses a part that lies outside a picture, and a colour that is none', async () => {
  await using lake = await startTestLake()
  const { url } = await uploadPicture(lake.client(), await plainPicture(60, 40))
  const part = await resized(`${url}?rect=50,30,500,500`)
  expect([part.status, (await sharp(part.body).metadata()).width]).toEqual([200, 10])
  expect((await resized(`${url}?w=30&bg=12345`)).status).toBe(400)
})
