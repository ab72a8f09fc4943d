import { createServer, type RequestListener } from 'node:http'
import { listen } from '#publisher/serve/public-server.ts'

/** A server of this machine, on a free port. */
export interface TestServer extends AsyncDisposable {
  port: number
  url: string
}

export async function serve(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener)
  const port = await listen(server, { port: 0, host: '127.0.0.1' })
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await server[Symbol.asyncDispose]()
    },
  }
}
