import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type ServerAddress = {
  name: string
  /** The address that anybody may know. */
  url: string
  note: string
  /** An address that lets its bearer in. */
  link?: string
}

/**
 * What to print about the addresses. Links that let somebody in are shown to a terminal alone: what else takes the output,
 * such as a service's log, keeps it for others to read. They then go to a file for this user, whose path is printed.
 */
export async function describeAddresses(
  addresses: readonly ServerAddress[],
  { dataDir, isTerminal }: { dataDir: string; isTerminal: boolean },
): Promise<string> {
  const file = linksFile(dataDir)
  await removeLinks(dataDir)
  const linked = addresses.filter(({ link }) => link)
  const isFiled = !isTerminal && linked.length > 0
  if (isFiled) {
    const lines = linked.map(({ name, link, note }) => `${name}: ${link} (${note})`)
    const head = '# Made by “npm start”, which removes this file when it stops. Who has these links gets in.'
    await writeFile(file, `${[head, ...lines].join('\n')}\n`, { mode: 0o600, flag: 'wx' })
  }
  const width = Math.max(...addresses.map(({ name }) => name.length))
  const lines = addresses.map(({ name, url, note, link }) => {
    const shown = isFiled ? url : (link ?? url)
    return `  ${name.padEnd(width)}  ${shown}  (${isFiled && link ? `its link is in ${file}` : note})`
  })
  return ['', ...lines, '', '  Ctrl-C stops everything.', ''].join('\n')
}

/** Removes the file with links, if there is one: they belong to one run. */
export async function removeLinks(dataDir: string): Promise<void> {
  await rm(linksFile(dataDir), { force: true })
}

function linksFile(dataDir: string): string {
  return join(dataDir, 'links.txt')
}
