import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readToken, startTestLake, type TestLake, writeToken } from './content-lake-fixture.ts'
import { asReader, page, photograph, plainPicture, uploadPicture } from './originals-fixture.ts'

async function runPurge(lake: TestLake, ...given: string[]): Promise<string[]> {
  const env = {
    ...process.env,
    SANITY_STUDIO_PROJECT_ID: '',
    CONTENT_LAKE_URL: lake.url,
    SANITY_API_WRITE_TOKEN: writeToken,
    DATA_DIR: lake.dataDir,
  }
  const { stdout } = await promisify(execFile)(process.execPath, ['services/purge.ts', ...given], { env })
  return stdout.trim().split('\n')
}

test('removes what nothing has used for a day, and bytes without a document, once it is asked to', async () => {
  let now = Temporal.Now.instant().subtract({ hours: 30 })
  await using lake = await startTestLake({ now: () => now })
  const client = lake.client()
  const used = await uploadPicture(client, await plainPicture(40, 30, '#100'))
  const inDraft = await uploadPicture(client, await plainPicture(40, 30, '#200'))
  const unused = await uploadPicture(client, await plainPicture(40, 30, '#300'))
  await client.create(page('ada', used._id))
  await client.create(page('drafts.bob', inDraft._id))
  now = now.add({ hours: 30 })
  const fresh = await uploadPicture(client, await plainPicture(40, 30, '#400'))
  const folder = join(lake.dataDir, 'assets', 'images')
  await writeFile(join(folder, `${'0'.repeat(40)}-1x1.png`), 'bytes')

  const listed = await runPurge(lake)
  expect(listed).toHaveLength(3)
  expect(listed.join('\n')).toContain('used by nothing')
  expect(readdirSync(folder)).toHaveLength(5)

  await runPurge(lake, '--yes')
  const kept = await client.fetch<string[]>('*[_type == "sanity.imageAsset"]._id')
  expect(kept.toSorted()).toEqual([used._id, inDraft._id, fresh._id].toSorted())
  expect(kept).not.toContain(unused._id)
  expect(readdirSync(folder)).toHaveLength(3)
  expect(await runPurge(lake, '--yes')).toEqual(['Nothing to tidy up.'])
})

test('strips pictures that were kept with their place and camera, at the address that they have', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const { _id, url } = await uploadPicture(client, await plainPicture(40, 60))
  await client.create(page('ada', _id))
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  await writeFile(join(lake.dataDir, 'assets', 'images', name), await photograph())
  expect((await runPurge(lake, '--yes'))[0]).toContain('stripped')
  const kept = Buffer.from(await (await fetch(url, { headers: asReader })).arrayBuffer())
  const { exif, width, height } = await sharp(kept).metadata()
  expect([exif, width, height]).toEqual([undefined, 40, 60])
  expect((await client.getDocument(_id))?.size).toBe(kept.length)
})

test('lets administrators alone tidy up', async () => {
  await using lake = await startTestLake()
  const path = 'assets/leftovers/production'
  expect((await lake.request(path)).status).toBe(401)
  const headers = { authorization: `Bearer ${readToken}` }
  expect((await lake.request(path, { headers })).status).toBe(403)
  expect((await lake.request(path, { method: 'POST', headers, body: '{}' })).status).toBe(403)
})
