import { createServer } from 'node:http'

/*
 * The least that a server in Node can do: one body from memory, with the headers that were asked of it.
 * node bare-server.ts URL: it asks for that address once, and from then on answers everything with what it got.
 */

const [from = ''] = process.argv.slice(2)
const response = await fetch(from, { headers: { 'accept-encoding': 'gzip, deflate, br' }, method: 'HEAD' })
const headers = Object.fromEntries(
  [...response.headers].filter(([name]) => !/^(?:connection|date|keep-alive)$/.test(name)),
)
const body = Buffer.alloc(Number(headers['content-length']), 'x')
const server = createServer((_, answer) => {
  answer.writeHead(200, headers).end(body)
})
process.once('disconnect', () => process.exit(0))
process.once('SIGTERM', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({
    type: 'ready',
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
  })
})
