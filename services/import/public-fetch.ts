import { lookup as lookUp } from 'node:dns/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'

/** Addresses that imported content must not make this machine reach. */
const closed = createBlockList({
  // IANA IPv4 Special-Purpose Address Registry: loopback, private, link-local (the metadata of clouds), multicast …
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
  ],
  // Of what is global unicast: Teredo and its like, documentation, and 6to4, which leads to any IPv4 address.
  ipv6: ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
})

/** All other IPv6 addresses are no ones of the public internet: loopback, mapped, unique local, link-local, multicast. */
const globalUnicast = createBlockList({ ipv4: [], ipv6: ['2000::/3'] })

/** An address found by DNS. */
export interface ResolvedAddress {
  address: string
  family: number
}

export interface FetchOptions {
  /** Private hosts that may be reached, for instance the old website’s own. Without ports. */
  privateHosts: ReadonlySet<string>
  /** In bytes. */
  mostBytes: number
  /** For everything, redirects included. */
  timeoutMs: number
  /** Finds the addresses of a host; the system’s resolver by default. */
  resolve?(host: string): Promise<readonly ResolvedAddress[]>
}

const mostRedirects = 5

/**
 * Fetches a picture from the public web. Each host, those of redirects included, is looked up once, and the connection
 * goes to the checked address, so that a name cannot lead elsewhere in between.
 * @throws Error with a reason for the report.
 */
export async function fetchPicture(address: string, options: FetchOptions): Promise<Buffer> {
  const signal = AbortSignal.timeout(options.timeoutMs)
  let url = new URL(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await sendRequest(url, await checkedAddress(url, options), signal)
    const { statusCode: status = 0, headers } = answer
    if (status < 300 || status >= 400 || !headers.location) return await readPicture(answer, url, options)
    answer.destroy()
    url = new URL(headers.location, url)
  }
  throw new Error(`${url.host} redirected more than ${mostRedirects} times`)
}

/** A permitted address of a host. @throws Error for a host that is not public. */
async function checkedAddress(url: URL, options: FetchOptions): Promise<ResolvedAddress> {
  if (!/^https?:$/.test(url.protocol)) throw new Error(`${url.protocol} is no address of the web`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const resolve = options.resolve ?? (name => lookUp(name, { all: true }))
  const found = family ? [{ address: host, family }] : await resolve(host)
  const isAllowed = options.privateHosts.has(host) || found.every(isPublic)
  const [first] = found
  if (first && isAllowed) return first
  throw new Error(
    `${host} is not a host of the public internet; if it is the old website’s own, name it with --private-host ${host}`,
  )
}

function isPublic({ address, family }: ResolvedAddress): boolean {
  if (family === 4) return !closed.check(address, 'ipv4')
  return globalUnicast.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

/** Requests the address itself, with the host's name. */
function sendRequest(url: URL, { address }: ResolvedAddress, signal: AbortSignal): Promise<IncomingMessage> {
  const { hostname, port, pathname, search, protocol } = url
  const request = protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request({
      host: address,
      port,
      path: `${pathname}${search}`,
      headers: { Host: url.host, Accept: 'image/*' },
      // The certificate has to be that of the host.
      ...(hostname !== address && !hostname.startsWith('[') && { servername: hostname }),
      agent: false,
      signal,
    })
      .on('response', resolve)
      .on('error', reject)
      .end()
  })
}

async function readPicture(
  answer: IncomingMessage,
  { host }: URL,
  { mostBytes }: FetchOptions,
): Promise<Buffer> {
  try {
    const type = answer.headers['content-type'] ?? ''
    if (answer.statusCode !== 200) throw new Error(`${host} answered ${answer.statusCode}`)
    if (!type.startsWith('image/'))
      throw new Error(`${host} sent no picture (${type.slice(0, 100) || 'of no type'})`)
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of answer) {
      const bytes = Buffer.from(chunk)
      size += bytes.byteLength
      if (size > mostBytes) throw new Error(`it is larger than ${mostBytes / 1024 / 1024} MB`)
      chunks.push(bytes)
    }
    return Buffer.concat(chunks)
  } finally {
    answer.destroy()
  }
}

function createBlockList(subnets: { ipv4: readonly string[]; ipv6: readonly string[] }): BlockList {
  const list = new BlockList()
  for (const family of ['ipv4', 'ipv6'] as const) {
    for (const subnet of subnets[family]) {
      const [network = '', bits] = subnet.split('/')
      list.addSubnet(network, Number(bits), family)
    }
  }
  return list
}
