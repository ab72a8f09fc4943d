import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SettingsError } from '#services/shared/parse-settings.ts'
import { readArguments } from '#services/shared/read-arguments.ts'
import { runMain } from '#services/shared/run-main.ts'
import { loadCommandEnv } from '../shared/command-env.ts'
import { ImportError } from './import-error.ts'
import { importWordPress } from './import-wordpress.ts'
import { parseLoadSettings } from './load-settings.ts'
import { createProgress } from './progress.ts'

const usage = `npm run import -- wordpress EXPORT.xml [options]

Turns a WordPress export (Tools, Export, All content) into drafts of this site, and reports all that could not be
carried. Nothing of it is public until staff publish it; old addresses wait for their page.

  --load           loads the documents into the Content Lake (see .env.example); what is there is kept as it is
  --replace        with --load: overwrites the drafts of what was imported before; what is published stays
  --publish        with --load: publishes what was public before, lacks nothing, and nobody has written in since
  --images FOLDER  takes pictures from a copy of wp-content/uploads
  --fetch-images   fetches the other pictures from where the export says they are, if that is on the public internet
  --private-host HOST
                   with --fetch-images: also from this host, such as the old website on your own network
  --out FOLDER     where data.ndjson, images and the report go (else import/ in DATA_DIR)`

const { positionals, values } = readArguments(usage, () => {
  const parsed = parseArgs({
    allowPositionals: true,
    options: {
      load: { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
      images: { type: 'string' },
      'fetch-images': { type: 'boolean', default: false },
      'private-host': { type: 'string', multiple: true, default: [] },
      out: { type: 'string' },
    },
  })
  const [kind, file, ...rest] = parsed.positionals
  if (kind !== 'wordpress') throw new Error('Say what to import: wordpress EXPORT.xml')
  if (!file || rest.length > 0) throw new Error('Name one file: wordpress EXPORT.xml')
  if (!parsed.values.load && (parsed.values.replace || parsed.values.publish)) {
    throw new Error('--replace and --publish go with --load.')
  }
  if (!parsed.values['fetch-images'] && parsed.values['private-host'].length > 0) {
    throw new Error('--private-host goes with --fetch-images.')
  }
  return parsed
})

await runMain(async () => {
  const root = resolve(import.meta.dirname, '../..')
  const env = await loadCommandEnv(process.env, root)
  const file = resolve(positionals[1] ?? '')
  const out = resolve(values.out ?? join(env.DATA_DIR ?? '.data', 'import', basename(file, '.xml')))
  const report = await importWordPress({
    file,
    out,
    uploads: values.images ? resolve(values.images) : null,
    fetchesImages: values['fetch-images'],
    privateHosts: values['private-host'],
    load: values.load ? parseLoadSettings(env) : null,
    replaces: values.replace,
    publishes: values.publish,
    onProgress: createProgress(line => console.log(line)),
  })
  for (const line of report.summary) console.log(line)
  const findings = report.documents.reduce((sum, document) => sum + document.findings.length, 0)
  console.log(
    `${findings} things to look at, ${report.leftOut.length} not imported: ${join(out, 'report.md')}`,
  )
  if (!values.load) console.log('Nothing is loaded yet: the same command with --load does that.')
}, [ImportError, SettingsError])
