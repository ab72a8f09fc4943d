import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Why the installed packages at `root` are not those that package-lock.json names; null when they are. Versions are
 * compared rather than dates: a fresh checkout is younger than the packages beside it.
 */
export async function findPackagesFault(root: string): Promise<string | null> {
  const [wanted, installed] = await Promise.all([
    readPackages(join(root, 'package-lock.json')),
    readPackages(join(root, 'node_modules', '.package-lock.json')),
  ])
  if (!installed) return 'The packages are not installed. Run “npm ci”, then this again.'
  for (const [path, { version, optional, peer }] of Object.entries(wanted ?? {})) {
    const found = installed[path]?.version
    if (path === '' || found === version || (!found && (optional || peer))) continue
    const name = path.replace(/^.*node_modules\//, '')
    const state = found ? `is installed as ${found}` : 'is not installed'
    return `The packages are older than package-lock.json: ${name} ${version} ${state}. Run “npm ci”, then this again.`
  }
  return null
}

type Packages = Record<string, { version?: string; optional?: boolean; peer?: boolean }>

async function readPackages(file: string): Promise<Packages | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  const { packages }: { packages: Packages } = JSON.parse(text)
  return packages
}
