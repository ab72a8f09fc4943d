import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { commonHeaders, toAllowedOrigins } from '#src/hosts/headers.ts'
import { type OwnPage, ownPagePolicy } from './own-pages.ts'
import type { Session } from './sessions.ts'

export type PreviewResponses = ReturnType<typeof createPreviewResponses>

/** The preview's responses: never cached or indexed, and framed by the Studio only. */
export function createPreviewResponses({
  previewUrl,
  studioUrl,
}: {
  /** The origin that staff use; null for plain HTTP on this machine. */
  previewUrl: string | null
  studioUrl: string | null
}) {
  function sendOwn(
    request: IncomingMessage,
    response: ServerResponse,
    { status, html, headers: own }: OwnPage,
    session: Session | null,
  ): void {
    const policy = `${ownPagePolicy}; ${framing(session)}`
    const file = { contentType: 'text/html; charset=utf-8', body: Buffer.from(html) }
    sendBody(request, response, status, file, {
      ...headers(session),
      ...own,
      'content-security-policy': policy,
    })
  }

  /** Headers of every response; with a session, its Studio may frame it. */
  function headers(session: Session | null): OutgoingHttpHeaders {
    // Without an opener policy: a window that the Studio opens stays connected to it.
    const { 'cross-origin-opener-policy': _, ...common } = commonHeaders({
      siteUrl: previewUrl ?? 'http:',
    })
    return {
      ...common,
      'referrer-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': framing(session),
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
      vary: 'Cookie',
    }
  }

  /** The page contains its own policy; only a header can say who may frame it. */
  function framing(session: Session | null): string {
    const studios = [studioUrl, session?.studioOrigin].filter(url => typeof url === 'string')
    return `frame-ancestors ${toAllowedOrigins(studios).join(' ') || "'none'"}`
  }

  /** Redirects to another address. */
  function redirect(
    response: ServerResponse,
    status: 302 | 303,
    location: string,
    session: Session | null,
    own: OutgoingHttpHeaders = {},
  ): void {
    response.writeHead(status, { ...headers(session), location, 'content-length': 0, ...own }).end()
  }

  return { headers, sendOwn, sendBody, redirect }
}

function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { contentType, body }: { contentType: string; body: Uint8Array },
  headers: OutgoingHttpHeaders,
): void {
  response.writeHead(status, { ...headers, 'content-type': contentType, 'content-length': body.byteLength })
  response.end(request.method === 'HEAD' ? undefined : body)
}
