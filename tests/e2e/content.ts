import { expect, test } from './fixtures.ts'
import { type System, staffClient } from './system.ts'

type Stored = { _id: string; _type: string; _rev: string }

/** Puts all content back, drafts included, once the tests of a file are over: other files share the system. */
export function putContentBack(): void {
  let before: Stored[] = []
  test.beforeAll(async ({ system }) => {
    before = await readContent(system)
  })
  test.afterAll(async ({ system }) => {
    const kept = new Map(before.map(document => [document._id, document]))
    const now = await readContent(system)
    const found = new Map(now.map(document => [document._id, document._rev]))
    const changes = (await staffClient(system)).transaction()
    for (const document of before) {
      if (found.get(document._id) !== document._rev) changes.createOrReplace(document)
    }
    for (const { _id } of now) if (!kept.has(_id)) changes.delete(_id)
    if (changes.serialize().length === 0) return
    await changes.commit()
    await expect.poll(() => isLive(system), 'the site shows what it showed before').toBe(true)
  })
}

/**
 * Leaves of the texts of these documents the first block: what the browser does for a form, at each letter too, grows with
 * the text. Stands after `putContentBack()`, which puts them back.
 */
export function shortenTexts(...ids: string[]): void {
  test.beforeAll(async ({ system }) => {
    const client = await staffClient(system)
    const texts = await client.fetch<{ _id: string; body: unknown[] }[]>('*[_id in $ids]{_id, body}', { ids })
    const changes = client.transaction()
    for (const { _id, body } of texts) changes.patch(_id, { set: { body: body.slice(0, 1) } })
    await changes.commit()
    await expect.poll(() => isLive(system), 'the site shows the short texts').toBe(true)
  })
}

/** Every document that staff write, each version for itself. */
async function readContent(system: System): Promise<Stored[]> {
  const client = await staffClient(system)
  return client.fetch('*[!string::startsWith(_type, "sanity.") && !string::startsWith(_type, "system.")]')
}

/** Whether the live release is made of what is published now. */
export async function isLive(system: System): Promise<boolean> {
  const { documents } = await (await fetch(`${system.siteUrl}/release.json`)).json()
  const published = (await readContent(system)).filter(({ _id }) => !_id.startsWith('drafts.'))
  return (
    Object.keys(documents).length === published.length &&
    published.every(({ _id, _rev }) => documents[_id] === _rev)
  )
}
