import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { StartError } from './start-error.ts'

/**
 * Where a free port is looked for: below those that systems give to outgoing connections and to servers that ask for any
 * (from 32,768 on with Linux, 49,152 elsewhere), so that none of them takes it before its own server opens it.
 */
const [lowestPort, highestPort] = [20_000, 32_000]

/** How many are tried. */
const tries = 100

/**
 * Settles a port for each variable: the one that is set, or for 0 any free one. All are tried before anything starts,
 * so that every part knows every address from the beginning. One that is taken is left as it is where `mayWait` says
 * that what listens there can come later.
 * @throws StartError that names the variable and the port.
 */
export async function settlePorts<Name extends string>(
  host: string,
  wanted: Record<Name, number>,
  mayWait: (name: NoInfer<Name>) => boolean = () => false,
): Promise<Record<Name, number>> {
  const held: Server[] = []
  const settled = { ...wanted }
  try {
    for (const name in wanted) {
      const server = await (wanted[name] === 0
        ? findPort(host, name)
        : tryPort(host, wanted[name], name)
      ).catch((error: unknown) => {
        if (wanted[name] > 0 && mayWait(name)) return null
        throw error
      })
      if (server === null) continue
      held.push(server)
      const address = server.address()
      if (typeof address === 'object' && address !== null) settled[name] = address.port
    }
    return settled
  } finally {
    await Promise.all(held.map(server => new Promise(resolve => server.close(resolve))))
  }
}

async function findPort(host: string, name: string): Promise<Server> {
  for (let left = tries; ; left--) {
    try {
      return await tryPort(host, randomInt(lowestPort, highestPort), name)
    } catch (error) {
      if (left === 0 || !isTaken(error)) throw error
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof StartError && Object(error.cause).code === 'EADDRINUSE'
}

function tryPort(host: string, port: number, name: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', cause => reject(explain(cause, host, port, name)))
    server.listen({ host, port, exclusive: true }, () => resolve(server))
  })
}

function explain(cause: Error, host: string, port: number, name: string): StartError {
  const code = 'code' in cause ? cause.code : null
  if (code === 'EADDRINUSE') {
    // Where the service runs, systemd holds the site's port, and no other.
    const bySystemd = name === 'SITE_PORT' ? ', or systemd, which holds it by clinic-site.socket' : ''
    return new StartError(
      `Port ${port} is taken by another program (perhaps an “npm start” or “npm run dev” that still runs${bySystemd}).\n` +
        `Stop that program, or set ${name} to a free port, such as ${name}=${port + 10} (0 picks any free one).`,
      { cause },
    )
  }
  if (code === 'EACCES') {
    return new StartError(
      `Port ${port} may not be used by this user. Set ${name} to a port from 1024 on, such as ${name}=${port + 8000}.`,
      { cause },
    )
  }
  return new StartError(
    `Nothing can be served at ${host}, port ${port} (${cause.message}). Set HOST to an address of this machine; 127.0.0.1 is the default.`,
    { cause },
  )
}
