import { createServer } from 'node:http'

// A server as the lane is made for: one kind of request ends it.
const server = createServer((request, response) => {
  if (request.url?.startsWith('//')) throw new TypeError(`What is “${request.url}”?`)
  response.end('Well')
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ type: 'ready' }))
