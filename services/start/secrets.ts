import { randomBytes } from 'node:crypto'
import { chmod, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { isMissing } from '#services/shared/is-missing.ts'
import { replaceDurably } from '#services/shared/replace-durably.ts'
import { StartError } from './start-error.ts'

const names = ['SANITY_API_WRITE_TOKEN', 'SANITY_API_READ_TOKEN', 'SANITY_WEBHOOK_SECRET'] as const

export type Secrets = Record<(typeof names)[number], string>

/** As short as a secret may be, in characters; those made here have 43. */
const shortest = 20

/**
 * The secrets of the local system: from the environment, else from `secrets.env` in the data folder, which the first
 * start makes for its owner alone.
 * @throws StartError when the file lacks one, or is no such file: a new secret would lock out everyone who has the old one.
 */
export async function loadSecrets(dataDir: string, env: NodeJS.ProcessEnv): Promise<Secrets> {
  const file = join(dataDir, 'secrets.env')
  const text = await findText(file)
  const kept = text === null ? await createSecrets(file) : parseEnv(text)
  const secrets = { ...kept }
  for (const name of names) if (env[name]) secrets[name] = env[name]
  const { SANITY_API_WRITE_TOKEN: write, SANITY_API_READ_TOKEN: read, SANITY_WEBHOOK_SECRET: hook } = secrets
  if (isUsable(write) && isUsable(read) && isUsable(hook)) {
    if (text !== null) await closeToOthers(file)
    return { SANITY_API_WRITE_TOKEN: write, SANITY_API_READ_TOKEN: read, SANITY_WEBHOOK_SECRET: hook }
  }
  const bad = findBadSecrets(secrets)
  throw new StartError(
    `The file ${file} is damaged: ${bad.join(' and ')} ${bad.length === 1 ? 'is' : 'are'} missing, or shorter than ${shortest} characters.\n` +
      'Put the file back from a copy; or move it away, and the next start makes new secrets (staff then sign in again).',
  )
}

/** The names of those that are missing or too short. */
export function findBadSecrets(secrets: NodeJS.ProcessEnv): string[] {
  return names.filter(name => !isUsable(secrets[name]))
}

async function createSecrets(file: string): Promise<Record<string, string>> {
  const secrets = Object.fromEntries(names.map(name => [name, randomBytes(32).toString('base64url')]))
  const lines = [
    '# The secrets of this installation, made by its first start. Keep them to yourself; who has them can change the site.',
    ...names.map(name => `${name}=${secrets[name]}`),
  ]
  await replaceDurably(file, `${lines.join('\n')}\n`)
  return secrets
}

async function findText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw new StartError(
      `The file ${file} cannot be read (${error instanceof Error ? error.message : error}).\n` +
        'Make it readable for the user that starts this; nothing was changed.',
      { cause: error },
    )
  }
}

async function closeToOthers(file: string): Promise<void> {
  const { mode } = await stat(file)
  if (mode & 0o077) await chmod(file, 0o600)
}

function isUsable(secret: string | undefined): secret is string {
  return secret !== undefined && secret.length >= shortest
}
