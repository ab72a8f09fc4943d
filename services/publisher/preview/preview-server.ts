import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { urlSearchParamPreviewPerspective } from '@sanity/preview-url-secret/constants'
import type { Moment, Renderer, Snapshot } from '#renderer/contract.ts'
import { limitConnections } from '#services/shared/connection-limit.ts'
import { createServer } from '#services/shared/http-server.ts'
import { isFromOwnOrigin } from '#services/shared/request-target.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createRefusalLog } from '../log-throttle.ts'
import { explainReading, UnreadableContentError } from '../publish/unreadable-content.ts'
import { isPage, isReleasePath } from '../releases/release-record.ts'
import { withCharset } from '../serve/headers.ts'
import type { DraftContent } from './draft-content.ts'
import { type Admission, type createEntrance, enablePath } from './entrance.ts'
import { entryPath } from './entry-link.ts'
import type { OpenPages } from './open-pages.ts'
import { type OwnPage, problemPage, shutPage } from './own-pages.ts'
import type { PreviewPages } from './preview-page.ts'
import { createPreviewResponses } from './preview-responses.ts'
import { findReferrerInstant, parseTarget, withInstant } from './request-instant.ts'
import { parseRequestedInstant, RequestedInstantError } from './requested-instant.ts'
import type { Session, Sessions } from './sessions.ts'
import { BusyError } from './studio-secrets.ts'
import { findShownDay } from './typed-day.ts'
import { withOverlay } from './with-overlay.ts'

/** The overlay's event stream, and the path that ends a session. */
const streamPath = '/_preview/stream'
const disablePath = '/_preview/disable'

/** Reads a typed day. */
const dayPath = '/_preview/day'

/** Files of the overlay, which runs in staff's browsers: those in `assets/` are named for their content. */
const overlayPath = '/_preview/'
const assetsPath = `${overlayPath}assets/`

/** Connections at once: for staff, not patients. */
const maxConnections = 256

/** How long a client may take to send a request, and to read a response, in milliseconds. */
const requestTimeoutMs = 10_000
const stalledMs = 60_000

/** The preview's server: pages of drafts, for admitted sessions. Not listening yet. */
export function createPreviewServer(options: {
  content: DraftContent
  pages: PreviewPages
  openPages: OpenPages
  renderer: Pick<Renderer, 'overlayFile' | 'readDay'>
  /** The published content if loaded. */
  published(): Snapshot | null
  sessions: Sessions
  entrance: ReturnType<typeof createEntrance>
  /** The origin that patients use. */
  siteUrl: string
  studioUrl: string | null
  /** The origin that staff use; null for plain HTTP on this machine. */
  url: string | null
  /** The Content Lake's address, for messages. */
  lakeUrl: string
  clock: Clock
  log: Log
}): Server {
  const { content, pages, openPages, renderer, sessions, entrance, siteUrl, studioUrl, log } = options
  const { headers, sendOwn, sendBody, redirect } = createPreviewResponses({
    previewUrl: options.url,
    studioUrl,
  })
  const logRefusal = createRefusalLog(options)

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response
        .writeHead(405, { ...headers(null), allow: 'GET, HEAD', connection: 'close', 'content-length': 0 })
        .end()
      return
    }
    const { path, query } = parseTarget(request)
    if (path === entryPath) return admit(request, response, entrance.byLink(query))
    if (path === enablePath) return admit(request, response, await entrance.byStudio(query))
    const session = sessions.find(request)
    if (path === disablePath && isFromOwnOrigin(request)) return leave(response, session, query)
    if (session === null) return sendOwn(request, response, shutPage('none', siteUrl), null)
    if (path === streamPath) return await sendStream(request, response, session, query)
    if (path === dayPath) return await sendDay(request, response, session, query)
    if (path.startsWith(overlayPath)) return await sendOverlayFile(request, response, session, path)
    await sendPage(request, response, session, path, query)
  }

  function admit(request: IncomingMessage, response: ServerResponse, admission: Admission): void {
    if (admission.admitted) {
      log.info({ by: admission.by }, `The preview let somebody in, by ${admission.by}`)
      const { to, studioOrigin } = admission
      // Open pages keep their session.
      const existing = sessions.find(request)
      const isEnough = existing !== null && sessions.isFresh(existing, studioOrigin)
      const cookie = isEnough ? {} : { 'set-cookie': sessions.open(studioOrigin) }
      redirect(response, 303, to, existing, cookie)
      return
    }
    const { reason } = admission
    logRefusal({ reason }, 'The preview turned somebody away')
    sendOwn(request, response, shutPage(reason, siteUrl), null)
  }

  function leave(response: ServerResponse, session: Session | null, query: URLSearchParams): void {
    if (session) openPages.end(session)
    const page = query.get('page') ?? '/'
    const location = `${siteUrl}${isReleasePath(page) ? page : '/'}`
    redirect(response, 303, location, null, { 'set-cookie': sessions.close(session) })
  }

  async function sendPage(
    request: IncomingMessage,
    response: ServerResponse,
    session: Session,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    const asked = query.get('at')
    const { moment, at } = await findView(await content.current(), query)
    const page = await pages.make(path, moment)
    const carried =
      asked === null && isPage(page) && isReleasePath(path) ? findReferrerInstant(request) : asked
    if (page.redirectTo !== null || carried !== asked) {
      const location = withInstant(page.redirectTo ?? path, query, carried)
      return redirect(response, 302, location, session)
    }
    const { status, contentType, hash } = page
    const body = isPage(page)
      ? Buffer.from(withOverlay(new TextDecoder().decode(page.body), { hash, at }))
      : Buffer.from(page.body.buffer, page.body.byteOffset, page.body.byteLength)
    sendBody(request, response, status, { contentType: withCharset(contentType), body }, headers(session))
  }

  /** What is asked for: drafts, or what is published, now or at an instant. */
  async function findView(current: Moment, query: URLSearchParams) {
    const isPublished = query.get(urlSearchParamPreviewPerspective) === 'published'
    const snapshot = (isPublished && options.published()) || current.snapshot
    const asked = query.get('at')
    const at = parseRequestedInstant(asked, asked ? await pages.loadTimeZone(current) : 'UTC')
    return { moment: { snapshot, now: at ?? current.now }, at, isPublished }
  }

  async function sendOverlayFile(
    request: IncomingMessage,
    response: ServerResponse,
    session: Session,
    path: string,
  ): Promise<void> {
    const file = await renderer.overlayFile(path.slice(overlayPath.length))
    if (file === null) {
      const missing = problemPage(404, 'Nothing here', 'The preview has no such address.')
      return sendOwn(request, response, missing, session)
    }
    const caching = path.startsWith(assetsPath)
      ? { 'cache-control': 'private, max-age=604800, immutable' }
      : {}
    sendBody(request, response, 200, file, { ...headers(session), ...caching })
  }

  async function sendDay(
    request: IncomingMessage,
    response: ServerResponse,
    session: Session,
    query: URLSearchParams,
  ): Promise<void> {
    const moment = content.latest() ?? (await content.current())
    const zone = await pages.loadTimeZone(moment)
    const day = findShownDay(renderer.readDay(query.get('text') ?? '', zone, options.clock.now()), zone)
    const file = { contentType: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(day)) }
    sendBody(request, response, 200, file, headers(session))
  }

  async function sendStream(
    request: IncomingMessage,
    response: ServerResponse,
    session: Session,
    query: URLSearchParams,
  ): Promise<void> {
    if (!openPages.hasRoom(session)) {
      const full = problemPage(
        503,
        'Too many pages',
        'Too many pages of the preview are open. Close some of them.',
      )
      return sendOwn(request, response, full, session)
    }
    const path = query.get('page') ?? '/'
    const view = await findView(content.latest() ?? (await content.current()), query)
    const made = await pages.make(path, view.moment)
    response.writeHead(200, {
      ...headers(session),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    if (request.method === 'HEAD') return void response.end()
    response.socket?.setNoDelay(true)
    await openPages.add(response, {
      ...view,
      session,
      path,
      made,
      shownHash: query.get('hash') ?? '',
    })
  }

  function sendFailure(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    // The client has gone.
    if (response.destroyed || request.errored) return
    if (response.headersSent) return void response.destroy()
    const session = sessions.find(request)
    const cause = explainReading(error, options.lakeUrl)
    const page = explain(cause)
    if (page.status >= 500) {
      // Only the path, since the query may hold a key.
      const facts = { err: cause, path: parseTarget(request).path }
      if (session) log.warn(facts, 'The preview could not answer a request')
      else logRefusal(facts, 'The preview could not let somebody in')
    }
    sendOwn(request, response, page, session)
  }

  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: 2000,
  })
  limitConnections(server, {
    most: maxConnections,
    stalledMs,
    onError: error => log.error({ err: error }, 'The preview could not accept a connection'),
  })
  server.on('request', (request, response) => {
    route(request, response).catch((error: unknown) => sendFailure(request, response, error))
  })
  return server
}

function explain(error: unknown): OwnPage {
  if (error instanceof BusyError) return problemPage(503, 'One moment', error.message, true)
  if (error instanceof RequestedInstantError) return problemPage(400, 'Which date?', error.message)
  if (error instanceof UnreadableContentError) {
    return problemPage(503, 'The drafts cannot be read just now', error.forStaff, true)
  }
  if (error instanceof Error && 'code' in error && error.code === 'content-incomplete') {
    return problemPage(503, 'Something is missing for a site', error.message, true)
  }
  return problemPage(
    500,
    'This page cannot be made',
    'Something went wrong on our side. What it was is in the publisher’s log.',
  )
}
