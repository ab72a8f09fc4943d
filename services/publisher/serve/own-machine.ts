import type { IncomingMessage } from 'node:http'

/** Headers that proxies add to forwarded requests. */
const proxyHeaders = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'cf-connecting-ip',
  'true-client-ip',
]

const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i

/**
 * Whether a request comes from a program on this machine: the peer is local, no proxy has forwarded it, and its host is
 * this machine, unlike in requests that a browser was tricked into.
 */
export function isFromOwnMachine({
  headers,
  socket,
}: Pick<IncomingMessage, 'headers'> & {
  socket: { remoteAddress?: string | undefined; localAddress?: string | undefined }
}): boolean {
  const { remoteAddress, localAddress } = socket
  if (remoteAddress === undefined || proxyHeaders.some(name => headers[name] !== undefined)) return false
  const peer = plain(remoteAddress)
  const isOwn = peer === '::1' || peer.startsWith('127.') || peer === plain(localAddress ?? '')
  return isOwn && namesOwnMachine(headers.host ?? '', localAddress)
}

function namesOwnMachine(host: string, localAddress: string | undefined): boolean {
  if (loopbackName.test(host)) return true
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  return localAddress !== undefined && name === plain(localAddress)
}

/** An IPv4 address in plain form, which dual-stack sockets report as IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, '')
}
