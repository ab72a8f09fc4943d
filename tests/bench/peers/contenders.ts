import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nullIfMissing } from '#services/shared/is-missing.ts'
import type { BenchContext } from '../bench-context.ts'
import { idOfArticle, pathOfArticle, titleOfArticle } from '../corpus/article.ts'
import type { ClinicLake, ClinicPublisher } from '../system/clinic-system.ts'
import { runMeasured, type Taken } from '../system/measured-command.ts'
import { usageOf } from '../system/process-facts.ts'
import type { SourceDocument } from './article-html.ts'
import { buildEleventy, installEleventy, prepareEleventy } from './eleventy.ts'
import { articleFile, buildHugo, findHugoVersion, prepareHugo } from './hugo.ts'
import { buildPlainAstro, preparePlainAstro } from './plain-astro.ts'
import { runFloor } from './run-floor.ts'

/** One way to make the whole site. */
export interface Contender {
  name: string
  /** What it does, and what it does not, beside turning articles into pages. */
  does: string
  /** At most so many runs, where it takes long. */
  maxRuns?: number
  run(): Promise<Run>
}

export interface Run extends Taken {
  /** Of `wallMs`, what making, checking and writing the pages took, as the tool itself says; null where it does not. */
  ownMs: number | null
  pages: number
  /** The size of one article's page. */
  articleBytes: number
}

/** One that cannot take part, and why. */
export interface Absent {
  name: string
  does: string
  failure: string
}

export interface Ground extends BenchContext {
  lake: ClinicLake
  /** The file of the same content, for those that read no Content Lake. */
  content: string
  documents: readonly SourceDocument[]
  /** Where everything is put. */
  folder: string
}

export const names = {
  floor: 'floor',
  eleventy: 'Eleventy 3',
  hugo: 'Hugo',
  rebuild: 'Hugo, again after one edit',
  plainAstro: 'plain Astro',
  firstRelease: 'ours: first release',
  newCode: 'ours: new code, the same content',
  staticBuild: 'ours: npm run build',
  staticRebuild: 'ours: npm run build, again after one edit',
} as const

/** The least that can be done; and that with the publisher's compression, which no peer does. */
export function floors({ content, folder, signal }: Ground): Contender[] {
  const run = async (compressed: boolean) => {
    const output = join(folder, 'floor')
    await putAside(output)
    return await look(await runFloor(content, output, signal, compressed), output)
  }
  return [
    { name: names.floor, does: 'Node, to-html, template strings, write', run: () => run(false) },
    {
      name: 'floor with compression',
      does: 'the same, and each page by Brotli as ours',
      run: () => run(true),
    },
  ]
}

/** Installs Eleventy into the folder; it is no package of this project. */
export async function eleventy({ content, folder, signal, report }: Ground): Promise<Contender | Absent> {
  const name = names.eleventy
  const does = 'to-html, JavaScript templates, layout, pagination; no checks, no compressed variants'
  const own = join(folder, 'eleventy')
  await prepareEleventy(own, content)
  const env = peerEnvironment()
  report('whole: installing Eleventy')
  try {
    await runMeasured(installEleventy, { cwd: own, env, signal })
  } catch (error) {
    signal.throwIfAborted()
    return {
      name,
      does,
      failure: `npm could not install it: ${error instanceof Error ? error.message : error}`,
    }
  }
  const output = join(own, 'out')
  async function run(): Promise<Run> {
    await putAside(output)
    const taken = await runMeasured([process.execPath, ...buildEleventy], { cwd: own, env, signal })
    return await look(taken, output)
  }
  return { name, does, run }
}

/** A build from nothing, and one over the build before. */
export async function hugo({ documents, folder, signal }: Ground): Promise<(Contender | Absent)[]> {
  const version = findHugoVersion()
  const does = 'from ready-made HTML bodies; no Portable Text, no checks, no compressed variants'
  if (version === null) {
    const failure = 'there is no “hugo” on the PATH; install it to compare with it'
    return [{ name: names.hugo, does, failure }]
  }
  const fresh = join(folder, 'hugo')
  const kept = join(folder, 'hugo-kept')
  await prepareHugo(fresh, documents)
  await prepareHugo(kept, documents)
  await runMeasured(buildHugo, { cwd: kept, signal })
  let edition = 0

  async function build(): Promise<Run> {
    const output = join(fresh, 'public')
    await putAside(output)
    return await look(await runMeasured(buildHugo, { cwd: fresh, signal }), output)
  }

  async function rebuild(): Promise<Run> {
    edition += 1
    const file = articleFile(kept, 'reading-00001')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace(/, part 1[^"]*"/, `, part 1, edition ${edition}"`))
    return await look(await runMeasured(buildHugo, { cwd: kept, signal }), join(kept, 'public'))
  }

  return [
    { name: `${names.hugo} ${version}`, does, run: build },
    { name: names.rebuild, does: 'the same, over the pages of the build before', run: rebuild },
  ]
}

/** Astro as one begins with it, for what our own build does beside it. */
export async function plainAstro({ content, folder, root, signal }: Ground): Promise<Contender> {
  const own = join(folder, 'plain-astro')
  await preparePlainAstro(own, content, root)
  const output = join(own, 'out')
  return {
    name: names.plainAstro,
    does: 'a static build: documents from a file, to-html, getStaticPaths; no checks, no compressed variants',
    maxRuns: 2,
    async run() {
      await putAside(output)
      const env = { PATH: process.env.PATH, HOME: own, ASTRO_TELEMETRY_DISABLED: '1' }
      const command = [process.execPath, ...buildPlainAstro] as const
      return await look(await runMeasured(command, { cwd: own, env, signal }), output)
    },
  }
}

/** A release from nothing, and one of all pages again by other code: a folder of its own for each pair of runs. */
export function publishers({ lake, folder, renderer, newCode }: Ground): Contender[] {
  async function release(code: string): Promise<Run> {
    await using started = await lake.startPublisher('publisher', code)
    const usage = usageOf(started.part.pid)
    return { wallMs: started.firstWallMs, ...usage, ownMs: ownMsOf(started), ...(await ask(started.url)) }
  }

  return [
    {
      name: names.firstRelease,
      does: 'start, read by HTTP, contracts, render, check links and rules, hash, compress, sync to disk, swap',
      async run() {
        await putAside(join(folder, 'publisher'))
        return await release(renderer)
      },
    },
    {
      name: names.newCode,
      does: 'the same over that release, whose pictures, share images and equal files are kept',
      run: () => release(newCode),
    },
  ]
}

/** A build from nothing but the built renderer, and one after an edit, over what the build before kept. */
export function staticBuilds({ lake, folder, root, signal }: Ground): Contender[] {
  const output = join(folder, 'dist')
  const kept = join(folder, 'dist-kept')
  const env = { ...lake.buildEnv, OUT_DIR: output, BUILD_CACHE: kept }
  const command = [process.execPath, 'services/static-site/main.ts'] as const
  const build = async () => await look(await runMeasured(command, { cwd: root, env, signal }), output)
  let edition = 0

  async function rebuild(): Promise<Run> {
    edition += 1
    const title = `${titleOfArticle(1)}, edition ${edition}`
    await lake.client.patch(idOfArticle(1)).set({ title }).commit()
    return await build()
  }

  async function buildAll(): Promise<Run> {
    for (const each of [output, kept]) await putAside(each)
    return await build()
  }

  return [
    {
      name: names.staticBuild,
      does: 'the same pages as plain files, for any host; no compressed variants, no checks beyond contracts',
      run: buildAll,
    },
    { name: names.staticRebuild, does: 'the same, over what the build before kept', run: rebuild },
  ]
}

/** Has a run begin from nothing, without removing what the run before made: see `makeFolder`. */
async function putAside(folder: string): Promise<void> {
  await rename(folder, `${folder}-${randomUUID()}`).catch(nullIfMissing)
}

/** Looks at what a command made, as files. */
async function look(taken: Taken, output: string): Promise<Run> {
  const files = await readdir(output, { recursive: true })
  const { size } = await stat(join(output, pathOfArticle(0), 'index.html'))
  return {
    ...taken,
    ownMs: null,
    pages: files.filter(name => name.endsWith('.html')).length,
    articleBytes: size,
  }
}

/** Looks at what the publisher made. */
async function ask(url: string): Promise<Pick<Run, 'pages' | 'articleBytes'>> {
  const [sitemap, article] = await Promise.all([
    fetch(`${url}/sitemap.xml`).then(response => response.text()),
    fetch(`${url}${pathOfArticle(0)}`).then(response => response.arrayBuffer()),
  ])
  return { pages: sitemap.split('<loc>').length - 1, articleBytes: article.byteLength }
}

function ownMsOf({ first }: ClinicPublisher): number | null {
  const { renderMs, checkMs, swapMs, totalMs, readMs } = first
  if (renderMs !== null && checkMs !== null && swapMs !== null) return renderMs + checkMs + swapMs
  return totalMs === null || readMs === null ? null : totalMs - readMs
}

/** The environment without what `npm run` adds, which would have npm install elsewhere, and without our cache of compiled code. */
function peerEnvironment(): NodeJS.ProcessEnv {
  const added =
    /^npm_(?:package_|lifecycle_|config_(?:local|global)_prefix$|config_prefix$)|^NODE_COMPILE_CACHE$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)))
}
