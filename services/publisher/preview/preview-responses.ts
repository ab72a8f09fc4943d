import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { commonHeaders, toAllowedOrigins } from '../serve/headers.ts'
import { type OwnPage, ownPagePolicy } from './own-pages.ts'
import type { Session } from './sessions.ts'

export type PreviewResponses = ReturnType<typeof createPreviewResponses>

/** How the preview's door answers: nothing of it is kept, listed, or framed by anybody but the Studio. */
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

  /** Headers of every answer: of this session's, if somebody was let in. */
  function headers(session: Session | null): OutgoingHttpHeaders {
    // A window that the Studio opens stays in touch with it: there is no opener policy here.
    const { 'cross-origin-opener-policy': _, ...common } = commonHeaders({
      siteUrl: previewUrl ?? 'http:',
      studioUrl,
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

  /** The page's own policy stands in the page; a header alone can say who may frame it. */
  function framing(session: Session | null): string {
    const studios = new Set([
      ...toAllowedOrigins(studioUrl),
      ...toAllowedOrigins(session?.studioOrigin ?? null),
    ])
    return `frame-ancestors ${studios.size > 0 ? [...studios].join(' ') : "'none'"}`
  }

  /** Leads on to another address. */
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
  { contentType, body }: { contentType: string; body: Buffer },
  headers: OutgoingHttpHeaders,
): void {
  response.writeHead(status, { ...headers, 'content-type': contentType, 'content-length': body.byteLength })
  response.end(request.method === 'HEAD' ? undefined : body)
}
