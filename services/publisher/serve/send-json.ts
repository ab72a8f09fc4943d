import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { SiteOrigins } from '#src/hosts/headers.ts'
import { plainHeaders } from './headers.ts'

/** Sends JSON to machines and operators. */
export type SendJson = (
  response: ServerResponse,
  status: number,
  value: unknown,
  headers?: OutgoingHttpHeaders,
) => void

export function createSendJson(origins: SiteOrigins): SendJson {
  return (response, status, value, headers = {}) => {
    const body = `${JSON.stringify(value)}\n`
    response.writeHead(status, {
      ...plainHeaders(origins),
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...headers,
    })
    response.end(body)
  }
}
