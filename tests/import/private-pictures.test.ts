import type { RequestListener } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { type FetchOptions, fetchPicture } from '#services/import/public-fetch.ts'
import { serve } from '../serve.ts'

const asked: string[] = []
const listener: RequestListener = (request, response) => {
  asked.push(`${request.headers.host}${request.url}`)
  if (request.url?.startsWith('/to?')) {
    const target = decodeURIComponent(request.url.slice('/to?'.length))
    return void response.writeHead(302, { location: target }).end()
  }
  if (request.url === '/round') return void response.writeHead(302, { location: '/round' }).end()
  if (request.url === '/endless') {
    response.writeHead(200, { 'content-type': 'image/png' })
    const send = () => response.write(Buffer.alloc(65_536), error => error || send())
    send()
    return
  }
  if (request.url === '/silent') return
  response
    .writeHead(200, { 'content-type': request.url === '/page' ? 'text/html' : 'image/png' })
    .end('picture')
}
const server = await serve(listener)
const { port, url: origin } = server
afterAll(() => server[Symbol.asyncDispose]())

function fetchWith(url: string, options: Partial<FetchOptions> = {}): Promise<Buffer> {
  return fetchPicture(url, { privateHosts: new Set(), mostBytes: 1_000_000, timeoutMs: 5000, ...options })
}

const itself = { privateHosts: new Set(['127.0.0.1']) }

test.each([
  '127.0.0.1',
  'localhost',
  '127.1',
  '2130706433',
  '0x7f.0.0.1',
  '0.0.0.0',
  '10.0.0.8',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '224.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:a00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[ff02::1]',
])('asks nothing of %s, which is not a host of the public internet', async host => {
  await expect(fetchWith(`http://${host}:${port}/a.png`)).rejects.toThrow(
    'is not a host of the public internet',
  )
  expect(asked.filter(each => each.endsWith('/a.png'))).toEqual([])
})

test('a name is refused when any of its addresses is private', async () => {
  const resolve = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  await expect(fetchWith('http://rebinding.example/a.png', { resolve })).rejects.toThrow(
    'not a host of the public',
  )
})

test('connects to the address that was checked, without another look-up', async () => {
  let lookups = 0
  const resolve = async () => {
    lookups += 1
    return [{ address: '127.0.0.1', family: 4 }]
  }
  const privateHosts = new Set(['old-clinic.example'])
  expect(String(await fetchWith(`http://old-clinic.example:${port}/b.png`, { resolve, privateHosts }))).toBe(
    'picture',
  )
  expect([lookups, asked.at(-1)]).toEqual([1, `old-clinic.example:${port}/b.png`])
})

test('takes a picture from a private host that was named', async () => {
  expect(String(await fetchWith(`${origin}/c.png`, itself))).toBe('picture')
})

test.each([
  `http://localhost:${port}/d.png`,
  'http://169.254.169.254/latest/',
  'http://[::1]/',
  'file:///etc/passwd',
])('does not follow a redirect to %s', async target => {
  await expect(fetchWith(`${origin}/to?${encodeURIComponent(target)}`, itself)).rejects.toThrow(
    /not a host of the public internet|no address of the web/,
  )
  expect(asked.filter(each => each.startsWith('localhost'))).toEqual([])
})

test('gives up on redirects without end, on pictures without end, on silence, and on what is no picture', async () => {
  await expect(fetchWith(`${origin}/round`, itself)).rejects.toThrow('redirected more than')
  await expect(fetchWith(`${origin}/endless`, itself)).rejects.toThrow('larger than')
  await expect(fetchWith(`${origin}/silent`, { ...itself, timeoutMs: 50 })).rejects.toThrow()
  await expect(fetchWith(`${origin}/page`, itself)).rejects.toThrow('sent no picture')
})
