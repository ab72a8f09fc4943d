import type { IncomingMessage } from 'node:http'

/** Headers that a proxy adds to what it passes on for somebody else. */
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
 * Whether a request was made on this machine, for itself: the peer is the machine, no proxy says that it passes the
 * request on, and the request names this machine, which one that a browser was tricked into does not.
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

/** An IPv4 address that a socket for both kinds shows as IPv6, in its own form. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, '')
}
