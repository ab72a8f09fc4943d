import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { seed } from '../fixtures/seed-roles.ts'
import { exportLive } from '../fixtures/stored-releases.ts'

import { findKinds, findPages, pickLooks, type SitePage } from './page-kinds.ts'
import { startPreparedSystem } from './prepared.ts'
import { type System, staffClient } from './system.ts'

/** The running site with enough on it that there is a page of every kind. */
export interface FullSite extends AsyncDisposable {
  url: string
  /** The folder of the live release, as patients get it. */
  release: string
  /** Every page, but for copies. */
  pages: readonly SitePage[]
  /** One page of each kind. */
  kinds: readonly SitePage[]
  /** One page of each kind that looks like no other. */
  looks: readonly SitePage[]
}

/** More than two pages of the list hold, together with those of the seed. */
const addedArticles = 24

/** All of them but the first: what is tried on every page need not be tried on these. */
const isCopy = /\/psychoneuroimmunology-(?!1\/)/

/** Starts everything that `npm start` starts, and publishes articles until their list has a second page. */
export async function startFullSite(): Promise<FullSite> {
  await using stack = new AsyncDisposableStack()
  const system = stack.use(await startPreparedSystem())
  await publishArticles(system)
  const { path: release } = stack.use(await exportLive(join(system.dataFolder, 'publisher')))
  const [all, kinds] = await Promise.all([findPages(release), findKinds(release)])
  const pages = all.filter(({ path }) => !isCopy.test(path))
  const kept = stack.move()
  return {
    url: system.siteUrl,
    release,
    pages,
    kinds,
    looks: pickLooks(kinds),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** Resolves once the live release shows the document. */
async function waitUntilLive(system: System, id: string): Promise<void> {
  const deadline = AbortSignal.timeout(240_000)
  for (;;) {
    const { documents } = await (await fetch(`${system.siteUrl}/release.json`, { signal: deadline })).json()
    if (documents[id]) return
    // Asking without a pause would slow the publish that is waited for.
    await wait(100, undefined, { signal: deadline })
  }
}

async function publishArticles(system: System): Promise<void> {
  const client = await staffClient(system)
  const model = await client.getDocument(seed.article.id)
  if (!model) throw new Error('The Content Lake does not have the article of the seed that is copied here.')
  const numbers = Array.from({ length: addedArticles }, (_, index) => index + 1)
  const articles = numbers.map(number => ({
    ...model,
    _id: `article-added-${number}`,
    _type: 'article',
    title: `Psychoneuroimmunology and antidepressant-responsiveness, part ${number}`,
    slug: { _type: 'slug', current: `psychoneuroimmunology-${number}` },
    publishedAt: Temporal.Instant.from('2026-01-01T12:00:00Z').add({ hours: number }).toString(),
  }))
  await client.mutate(articles.map(article => ({ createOrReplace: article })))
  await waitUntilLive(system, `article-added-${addedArticles}`)
}
