import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createClient } from '@sanity/client'
import { roles } from './content-lake/auth.ts'
import { loadCommandEnv } from './publisher/commands/command-env.ts'
import { createSignInUrl } from './start/content-lake-setup.ts'
import { parseStartSettings } from './start/settings.ts'

const usage = `npm run invite -- --name "Dana Whitfield" [--role editor]

Prints a link that signs somebody in to the Studio on this machine; it works once, within a day.
“npm start” must be running.

  --name   whose name stands on the changes
  --role   ${roles.join(', ')} (editor unless said otherwise)`

/** Makes a sign-in link for a person with a role. With a hosted project, people are invited at sanity.io/manage instead. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { name: { type: 'string' }, role: { type: 'string', default: 'editor' } },
  })
  const { name, role } = values
  if (!name || !roles.some(known => known === role)) throw new Error(usage)
  const env = await loadCommandEnv(process.env, resolve(import.meta.dirname, '..'))
  const { isHosted, studioPort, contentLakeUrl } = parseStartSettings(env)
  if (isHosted)
    throw new Error('This project is hosted by Sanity: invite people at https://www.sanity.io/manage.')
  const url = contentLakeUrl ?? `http://localhost:${studioPort}`
  const client = createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: url,
    useProjectHostname: false,
    useCdn: false,
    token: env.SANITY_API_WRITE_TOKEN,
  })
  console.log(await createSignInUrl(client, url, { name, role }))
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
