import { createServer } from 'node:http'
import sirv from 'sirv'

// Serves the built Studio where Sanity has the content: its files, and its page for every other address.
const port = Number(process.env.STUDIO_PORT ?? 3333)
const host = process.env.HOST ?? '127.0.0.1'
const files = sirv('.build/studio', { single: true, etag: true })

const server = createServer((request, response) =>
  files(request, response, () => {
    response.writeHead(404).end('Not found\n')
  }),
)
server.listen(port, host, () => process.send?.({ type: 'ready', url: `http://${host}:${port}` }))

function stop(): void {
  server.close(() => process.exit(0))
  server.closeAllConnections()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.once('disconnect', stop)
