import { StartError } from './start-error.ts'

/** The first descriptor that systemd passes to a service, after the three of every process. */
const firstPassed = 3

/**
 * The descriptor of the site's port where systemd holds it (`deploy/systemd/clinic-site.socket`): connections wait there
 * while nothing runs. Null where this process was started in any other way. The protocol: sd_listen_fds(3).
 * @throws StartError for several sockets: there is one for the site alone.
 */
export function findInheritedSocket(env: NodeJS.ProcessEnv, pid: number): number | null {
  if (env.LISTEN_PID !== String(pid)) return null
  if (env.LISTEN_FDS === '1') return firstPassed
  throw new StartError(
    `systemd passes ${env.LISTEN_FDS} sockets, and one is expected: the site’s. Leave one ListenStream in clinic-site.socket.`,
  )
}
