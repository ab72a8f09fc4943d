import { join } from 'node:path'
import { isMissing } from './is-missing.ts'
import { SettingsError } from './parse-settings.ts'

/**
 * Sets the variables of `.env` in `root` that are not set yet. A missing file is the usual case: nothing in it is needed.
 * @throws SettingsError if there is one that cannot be read.
 */
export function loadEnvFile(root: string): void {
  try {
    process.loadEnvFile(join(root, '.env'))
  } catch (error) {
    if (isMissing(error)) return
    throw new SettingsError([
      `.env: it cannot be read (${error instanceof Error ? error.message : error}); mend or remove it`,
    ])
  }
}
