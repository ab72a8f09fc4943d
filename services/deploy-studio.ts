import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadEnvFile } from './shared/load-env-file.ts'
import { parseSettings } from './shared/parse-settings.ts'
import { readArguments } from './shared/read-arguments.ts'
import { runMain } from './shared/run-main.ts'

const usage = `npm run studio:deploy [-- --build-only]

Builds the Studio of a project at sanity.io with the addresses of this installation, and puts it on Sanity’s hosting, at
STUDIO_URL. Asks for a login, or takes SANITY_AUTH_TOKEN. --build-only stops after the build, for a Studio that you serve
yourself.`

/** Not `dist`, where Sanity’s own command builds: that is the site, which patients would find the Studio in place of. */
const folder = '.build/studio-to-deploy'

const secureOrigin = z
  .url({
    protocol: /^https$/,
    error: 'an https address is needed, as the Studio is https: browsers mix no other in',
  })
  .transform(url => new URL(url).origin)

const buildSchema = z.object({
  SANITY_STUDIO_PROJECT_ID: z
    .string('a project at sanity.io is needed: the Studio of this machine’s Content Lake is served beside it')
    .refine(id => id !== 'local', 'a project at sanity.io is needed, not “local”'),
  SITE_URL: z
    .string('the address that patients use is needed: the Studio asks there what is live')
    .pipe(secureOrigin),
  PREVIEW_URL: secureOrigin.optional(),
  /** For tests: what stands in for Sanity's own hosts. */
  SANITY_API_HOST: secureOrigin.optional(),
})

const deploySchema = buildSchema.extend({
  STUDIO_URL: z
    .string('the Studio’s address is needed, as in https://clinic.sanity.studio')
    .regex(
      /^https:\/\/[a-z0-9-]+\.sanity\.studio\/?$/,
      'an address at sanity.studio is needed: a Studio elsewhere is built with “--build-only” and served by you',
    ),
})

/**
 * `npm run studio:deploy`, by Sanity's own commands.
 * @throws SettingsError that lists every setting that is missing or wrong.
 */
async function main(root: string): Promise<void> {
  const isBuildOnly = readArguments(usage, () => {
    const { values } = parseArgs({ options: { 'build-only': { type: 'boolean', default: false } } })
    return values['build-only']
  })
  loadEnvFile(root)
  const { SITE_URL, PREVIEW_URL, SANITY_API_HOST, command } = readSettings(isBuildOnly)
  const child = spawn(join(root, 'node_modules/.bin/sanity'), command, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      DO_NOT_TRACK: '1',
      // Only variables of this prefix reach a Studio.
      SANITY_STUDIO_SITE_URL: SITE_URL,
      SANITY_STUDIO_PREVIEW_URL: PREVIEW_URL ?? '',
      SANITY_STUDIO_API_HOST: SANITY_API_HOST ?? '',
    },
  })
  const [code] = await once(child, 'close')
  process.exitCode = code ?? 1
}

function readSettings(isBuildOnly: boolean) {
  if (isBuildOnly) {
    return { ...parseSettings(buildSchema, process.env), command: ['build', folder, '--yes'] }
  }
  const settings = parseSettings(deploySchema, process.env)
  const { hostname } = new URL(settings.STUDIO_URL)
  return { ...settings, command: ['deploy', folder, '--url', hostname, '--yes'] }
}

await runMain(() => main(process.cwd()))
