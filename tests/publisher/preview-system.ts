import type { SanityClient } from '@sanity/client'
import { type Clock, systemClock } from '#publisher/clock.ts'
import { createLog } from '#publisher/log.ts'
import { createEntryLink } from '#publisher/preview/entry-link.ts'
import { createPublisher, type Publisher } from '#publisher/publisher.ts'
import type { Renderer } from '#renderer/contract.ts'
import { createApiClient } from '#sanity/api-client.ts'
import { registerWebhook } from '#services/start/content-lake-setup.ts'
import { readToken, startTestLake, type TestLake, temporaryFolder } from '../contract/content-lake-fixture.ts'
import type { Pages } from '../fixtures/few-pages.ts'
import { contentWithoutPictures } from './random-edits.ts'
import { type Answer, ask, webhookSecret, withoutThreads } from './test-publisher.ts'

export const previewSiteUrl = 'http://localhost:4321'

/** The real Content Lake and the real renderer, with the public site and the preview. */
export interface PreviewSystem extends AsyncDisposable {
  lake: TestLake
  /** May write. */
  client: SanityClient
  publisher: Publisher
  previewUrl: string
  /** The folder of releases. */
  folder: string
  /** Every line that was logged, as text. */
  logged: string[]
  /** A link that lets staff in. */
  link(): string
  /** Goes in by the link, and gives the cookie. */
  enter(): Promise<string>
  /** Requests a path of the preview with a session. */
  see(path: string, headers?: Record<string, string>): Promise<Answer>
}

export type PreviewSystemOptions = {
  renderer: Renderer
  clock?: Clock
  /** Filled already; else it gets the seed without pictures, with few pages unless all are asked for. */
  lake?: TestLake
  pages?: Pages
  token?: string
  previewUrl?: string
  studioUrl?: string
  port?: number
}

export async function startPreviewSystem(options: PreviewSystemOptions): Promise<PreviewSystem> {
  const { renderer, clock = systemClock, pages = 'few' } = options
  await using stack = new AsyncDisposableStack()
  const { path: folder } = stack.use(await temporaryFolder())
  const lake = stack.use(options.lake ?? (await startTestLake()))
  const client = lake.client()
  if (!options.lake) await fillLake(client, clock.now(), pages)
  const logged: string[] = []
  const log = createLog('debug', { write: line => logged.push(line) })
  const publisher = stack.use(
    await createPublisher({
      settings: {
        host: '127.0.0.1',
        port: 0,
        folder,
        siteUrl: previewSiteUrl,
        studioUrls: [options.studioUrl ?? lake.url],
        webhookSecret,
        keepReleases: 3,
        compareEveryMs: 3_600_000,
        maxRemovedShare: 0.5,
        preview: { port: options.port ?? 0, url: options.previewUrl ?? null },
      },
      clock,
      client: createApiClient(lake.url, {
        perspective: 'published',
        token: options.token ?? readToken,
        maxRetries: 0,
      }),
      renderer,
      log,
      ...withoutThreads(clock, log),
    }).start(),
  )
  await publisher.whenQuiet()
  const previewUrl = publisher.previewUrl() ?? ''
  let cookie: Promise<string> | null = null
  const link = () => createEntryLink(previewUrl, webhookSecret, clock.now())

  async function enter(): Promise<string> {
    const { pathname, search } = new URL(link())
    return cookieOf(await ask(previewUrl, pathname + search))
  }

  const disposing = stack.move()
  return {
    lake,
    client,
    publisher,
    previewUrl,
    folder,
    logged,
    link,
    enter,
    async see(path, headers = {}) {
      cookie ??= enter()
      return await ask(previewUrl, path, { headers: { cookie: await cookie, ...headers } })
    },
    [Symbol.asyncDispose]: () => disposing.disposeAsync(),
  }
}

/** Registers the Content Lake's webhook to the publisher. */
export async function connect({ client, publisher }: PreviewSystem): Promise<void> {
  const url = `${publisher.url}/hooks/sanity`
  await registerWebhook(client, { projectId: 'local', dataset: 'production', url, secret: webhookSecret })
}

/** Changes the draft of a published document, as the Studio does: the first change copies the document. */
export async function edit(client: SanityClient, id: string, fields: Record<string, unknown>): Promise<void> {
  const published = await client.getDocument(id)
  if (!published) throw new Error(`The sample has no ${id}.`)
  await client
    .transaction()
    .createIfNotExists({ ...published, _id: `drafts.${id}` })
    .patch(`drafts.${id}`, { set: fields })
    .commit({ visibility: 'sync' })
}

/** The cookie that an answer hands out, as a browser sends it back. */
export function cookieOf(answer: Answer): string {
  return answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? ''
}

/** A page of the preview as a release has it: without marks, script and what the policy allows them. */
export function withoutOverlay(html: string): string {
  const page = html
    .replace(/<script src="\/_preview\/overlay\.js"[^>]*><\/script>/, '')
    .replaceAll(/ data-sanity="[^"]*"/g, '')
    .replace(/(style-src 'self') 'sha256-[^']+'/, '$1')
  return withOwnPolicy(page)
}

/** A page without leave to run script files of the site, which the search page has of its own. */
export function withOwnPolicy(html: string): string {
  return html.replace(/(script-src 'sha256-[^']+') 'self'/, '$1')
}

/** The seed, without its pictures. */
export async function fillLake(client: SanityClient, now: Temporal.Instant, pages: Pages): Promise<void> {
  const transaction = client.transaction()
  for (const document of contentWithoutPictures(now, pages)) transaction.createOrReplace(document)
  await transaction.commit({ visibility: 'sync' })
}
