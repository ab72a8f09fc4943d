import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { isMissing } from './is-missing.ts'
import { SettingsError } from './parse-settings.ts'

/**
 * The environment that `npm start` gives to the publisher: variables that are set, then `.env` in `root`, then the secrets
 * of the first start; earlier ones win.
 * @throws SettingsError if an existing file cannot be read.
 */
export async function loadCommandEnv(env: NodeJS.ProcessEnv, root: string): Promise<NodeJS.ProcessEnv> {
  const own = { ...(await findEnvFile(join(root, '.env'))), ...withoutEmpty(env) }
  const dataDir = resolve(root, own.DATA_DIR?.trim() || '.data')
  return { ...(await findEnvFile(join(dataDir, 'secrets.env'))), ...withoutEmpty(own), DATA_DIR: dataDir }
}

/** An empty variable counts as not set, as in every process. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
}

async function findEnvFile(file: string): Promise<NodeJS.ProcessEnv> {
  try {
    return { ...parseEnv(await readFile(file, 'utf8')) }
  } catch (error) {
    if (isMissing(error)) return {}
    throw new SettingsError([
      `${file}: it cannot be read (${error instanceof Error ? error.message : error}); run this as the user that runs “npm start”`,
    ])
  }
}
