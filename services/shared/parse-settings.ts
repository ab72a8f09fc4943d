import type { z } from 'zod'

/** Settings that a process cannot start with: every fault at once, each with what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly code = 'ERR_SETTINGS'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `${faults.length === 1 ? 'A setting is' : `${faults.length} settings are`} missing or wrong:\n` +
        `${faults.map(fault => `  - ${fault}`).join('\n')}\n` +
        'Set them in the environment or in the file .env (see .env.example), then start again.',
    )
    this.faults = faults
  }
}

/**
 * The settings of one process, read from its environment once. An empty value counts as not set.
 * @throws SettingsError naming every fault; values are never repeated in it, for they may be secret.
 */
export function parseSettings<Schema extends z.ZodType>(
  schema: Schema,
  env: NodeJS.ProcessEnv,
): z.output<Schema> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const result = schema.safeParse(set)
  if (result.success) return result.data
  throw new SettingsError(
    result.error.issues.map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message)),
  )
}
