import { expect, test } from 'vitest'
import { SettingsError } from '#services/shared/parse-settings.ts'
import { createContext } from './context.ts'
import { parseStartSettings } from './settings.ts'
import { buildFirst, buildStudio, openSite } from './site.ts'
import { StartError } from './start-error.ts'

async function startContext(env: NodeJS.ProcessEnv = {}) {
  const said: string[] = []
  const stopping = new AbortController()
  const ports = { STUDIO_PORT: '0', SITE_PORT: '0', PREVIEW_PORT: 'off', DATA_DIR: '/nonexistent' }
  const context = await createContext(
    {
      env: { ...ports, ...env },
      now: () => Temporal.Now.instant(),
      root: process.cwd(),
      siteSocket: null,
      signal: stopping.signal,
      report: line => said.push(line),
      pass() {},
      async show() {},
    },
    parseStartSettings({ ...ports, ...env }),
    () => {},
  )
  return { context, said, stop: () => stopping.abort(new StartError('Stopped.')) }
}

const build = async () => {
  throw new StartError('the Studio cannot be built: line 7')
}

test('builds the Studio again later where there is a site to serve, and ends a first start', async () => {
  const { context, said, stop } = await startContext()
  expect(context.isFirst).toBe(true)
  await expect(buildFirst({ ...context, build })).rejects.toThrow('line 7')

  const building = buildStudio({ ...context, isFirst: false, build })
  await expect.poll(() => said).toEqual(['the Studio cannot be built: line 7\nIt is built again in 15 s.'])
  stop()
  await expect(building).rejects.toThrow('Stopped.')
})

test('ends at settings of the publisher that are wrong, rather than start it again and again', async () => {
  const { context } = await startContext({ KEEP_RELEASES: 'many', METRICS_TOKEN: 'short' })
  const secrets = {
    SANITY_API_READ_TOKEN: 'a read token',
    SANITY_WEBHOOK_SECRET: 'long enough to be a secret',
  }
  const opening = openSite({ ...context, isFirst: false }, secrets)
  await expect(opening).rejects.toThrow(SettingsError)
  await expect(opening).rejects.toThrow(/METRICS_TOKEN[\s\S]*KEEP_RELEASES/)
})
