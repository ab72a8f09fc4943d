import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether a program is installed; without it, what it would check is skipped. */
export async function isInstalled(program: string): Promise<boolean> {
  return await run(program, ['--version']).then(
    () => true,
    () => false,
  )
}

/** systemd's own program for trying sockets: it holds a port, and starts `program` with it at the first connection. */
export const socketActivate = 'systemd-socket-activate'

/** Its arguments. `env` is all that the program gets of the environment. */
export function heldPort(port: number, env: NodeJS.ProcessEnv, program: readonly string[]): string[] {
  const given = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [`--setenv=${name}=${value}`],
  )
  return [`--listen=127.0.0.1:${port}`, ...given, ...program]
}
