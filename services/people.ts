import { resolve } from 'node:path'
import { createApiClient } from '#sanity/api-client.ts'
import { readArguments } from '#services/shared/read-arguments.ts'
import { CommandError, parseCommand, usage } from './people/command.ts'
import { executeCommand } from './people/execute-command.ts'
import { ContentLakeError } from './shared/ask-content-lake.ts'
import { loadCommandEnv } from './shared/command-env.ts'
import { SettingsError } from './shared/parse-settings.ts'
import { parseStartSettings } from './start/settings.ts'

/** `npm run people`: who can sign in to the Studio on this machine. */
async function main(): Promise<void> {
  if (process.env.npm_lifecycle_event === 'invite') {
    console.error('“npm run invite” is now “npm run people -- invite”, and will go with the next version.\n')
  }
  const command = readArguments(usage, () => parseCommand(process.argv.slice(2)))
  const env = await loadCommandEnv(process.env, resolve(import.meta.dirname, '..'))
  const { isHosted, studioUrl, studioPort, contentLakeUrl, projectId, dataset } = parseStartSettings(env)
  if (isHosted) {
    throw new CommandError(
      'This project is hosted by Sanity: manage its people at https://www.sanity.io/manage.',
    )
  }
  const { SANITY_API_WRITE_TOKEN: token } = env
  if (!token) {
    throw new CommandError(
      `There is no key in ${env.DATA_DIR}/secrets.env. Run “npm start” first, and this as the same user.`,
    )
  }
  const client = createApiClient(contentLakeUrl, { projectId, dataset, token, maxRetries: 0 })
  console.log(
    await executeCommand(command, {
      client,
      studioUrl: studioUrl ?? `http://localhost:${studioPort}`,
      timeZone: Temporal.Now.timeZoneId(),
    }),
  )
}

main().catch(error => {
  const isExpected = [CommandError, SettingsError, ContentLakeError].some(kind => error instanceof kind)
  console.error(isExpected ? error.message : error)
  process.exit(1)
})
