import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { type Doors, plainHeaders } from './headers.ts'

/** Answers whoever is no visitor, a machine or an operator, with one JSON value. */
export type AnswerJson = (
  response: ServerResponse,
  status: number,
  value: unknown,
  headers?: OutgoingHttpHeaders,
) => void

export function createAnswerJson(doors: Doors): AnswerJson {
  return (response, status, value, headers = {}) => {
    const body = `${JSON.stringify(value)}\n`
    response.writeHead(status, {
      ...plainHeaders(doors),
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...headers,
    })
    response.end(body)
  }
}
