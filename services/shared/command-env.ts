import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { SettingsError } from './parse-settings.ts'

/**
 * The environment as `npm start` gives it to the publisher: what is set, then `.env` in `root`, then the secrets that
 * the first start made. What is set earlier counts.
 * @throws SettingsError if a file is there and cannot be read.
 */
export async function loadCommandEnv(env: NodeJS.ProcessEnv, root: string): Promise<NodeJS.ProcessEnv> {
  const own = { ...(await findEnvFile(join(root, '.env'))), ...withoutEmpty(env) }
  const dataDir = resolve(root, own.DATA_DIR?.trim() || '.data')
  return { ...(await findEnvFile(join(dataDir, 'secrets.env'))), ...withoutEmpty(own), DATA_DIR: dataDir }
}

/** An empty variable counts as one that is not set, as it does for every part. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
}

async function findEnvFile(file: string): Promise<NodeJS.ProcessEnv> {
  try {
    return { ...parseEnv(await readFile(file, 'utf8')) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new SettingsError([
      `${file}: it cannot be read (${error instanceof Error ? error.message : error}); run this as the user that runs “npm start”`,
    ])
  }
}
