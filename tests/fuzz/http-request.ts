/** A request before it is written as bytes; header names may repeat. */
export type HttpRequest = {
  method: string
  target: string
  headers: readonly (readonly [name: string, value: string])[]
  body: Buffer
}

export function request(
  method: string,
  target: string,
  headers: Record<string, string | undefined> = {},
  body: string | Buffer = '',
): HttpRequest {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const bytes = Buffer.from(body)
  const length = bytes.length > 0 ? [['content-length', String(bytes.length)] as const] : []
  return { method, target, headers: [...given, ...length], body: bytes }
}

/** The bytes of a request, after which the server closes unless the request says otherwise. */
export function bytesOf({ method, target, headers, body }: HttpRequest, version = 'HTTP/1.1'): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  const head = `${[`${method} ${target} ${version}`, ...lines].join('\r\n')}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}
