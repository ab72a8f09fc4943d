import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { z } from 'zod'

const manifest = z.object({
  engines: z.object({ node: z.string() }),
  dependencies: z.record(z.string(), z.string()),
  scripts: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
})

async function readManifest() {
  return manifest.parse(JSON.parse(await readFile('package.json', 'utf8')))
}

async function run(command: string, args: string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { pid: child.pid, code: child.exitCode, output, errors }
}

test('one version of Node is named everywhere', async () => {
  const { engines, optionalDependencies } = await readManifest()
  const [version, ...others] = new Set(Object.values(optionalDependencies))
  expect(others).toEqual([])
  expect(await readFile('.node-version', 'utf8')).toBe(`${version}\n`)
  expect(engines.node).toBe(`>=${version?.split('.')[0]}`)
})

test('an older Node is refused in one sentence, before anything of the script is read', async () => {
  const older = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "22.20.0" })'
  const { code, output, errors } = await run(process.execPath, [
    `--import=${older}`,
    '--import=./services/require-node.js',
    'services/no-such-file.ts',
  ])
  expect(code).toBe(1)
  expect(output).toBe('')
  expect(errors).toMatch(/^This needs Node\.js \d+ or newer, and runs on 22\.20\.0: .+\.\n$/)
})

test('without packages, or without those for development, every script that needs them says so in one sentence', async () => {
  const { scripts } = await readManifest()
  const folder = await mkdtemp(join(tmpdir(), 'package-'))
  try {
    for (const file of ['package.json', 'services/require-node.js', 'services/require-dev-packages.js']) {
      await cp(file, join(folder, file))
    }
    const own = Object.entries(scripts).filter(([, script]) => !script.includes('npm run preview'))
    const forDevelopment = own.filter(([, script]) => script.includes('require-dev-packages.js'))
    expect(forDevelopment.map(([name]) => name)).toEqual(
      own.map(([name]) => name).filter(name => /^(check|lint|test.*|pictures|bench)$/.test(name)),
    )
    await expectOneSentence(folder, own, /^The packages are not installed: .+\.\n$/)
    await mkdir(join(folder, 'node_modules'))
    await expectOneSentence(folder, forDevelopment, /^This is for development and needs \S+, .+\.\n$/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** How scripts begin that look for packages first: one of each is run, the others go on from there in their own way. */
const guard = /^(?:exec )?node (?:--import )?\.\/services\/require-[\w-]+\.js(?: &&)? /

async function expectOneSentence(cwd: string, scripts: [string, string][], sentence: RegExp): Promise<void> {
  const byGuard = Map.groupBy(scripts, ([, script]) => guard.exec(script)?.[0])
  expect(byGuard.get(undefined) ?? [], 'scripts that look for no packages').toEqual([])
  for (const [[name, script] = ['', '']] of byGuard.values()) {
    const { code, output, errors } = await run('sh', ['-c', script], { cwd })
    expect({ name, code, output, errors }).toEqual({
      name,
      code: 1,
      output: '',
      errors: expect.stringMatching(sentence),
    })
  }
}

test('no script needs a package that “npm ci --omit=dev” leaves out', async () => {
  const { dependencies, optionalDependencies } = await readManifest()
  const installed = new Set(Object.keys({ ...dependencies, ...optionalDependencies }))
  const files = await Array.fromAsync(
    glob('services/**/*.ts', { exclude: ['**/*.test.ts', '**/*-fixture.ts'] }),
  )
  const needed = await Promise.all(
    files.map(async file => {
      const source = await readFile(file, 'utf8')
      return [
        ...source.matchAll(/^import (?!type )[^'"]*'(?<name>@[\w-]+\/[\w-]+|[a-z][\w-]*)(?:\/[^']*)?'/gm),
      ]
        .map(({ groups }) => groups?.name ?? '')
        .filter(name => !isBuiltin(name) && !installed.has(name))
        .map(name => `${file} imports ${name}`)
    }),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(needed.flat()).toEqual([])
})

test('“npm start” and “npm run dev” are one process with the shell: a signal to it leaves none behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'package-'))
  try {
    await writeFile(join(folder, 'node'), '#!/bin/sh\necho $$\n', { mode: 0o755 })
    const { scripts } = await readManifest()
    for (const script of [scripts.start, scripts.dev]) {
      const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` }
      // As a shell that does more after the script, such as npm's on some systems, would run it.
      const { pid, output } = await run('sh', ['-c', `${script}; true`], { env })
      expect(output).toBe(`${pid}\n`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('what Node compiled for a script is kept for the programs that it starts as well, and where it cannot be, it goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'package-'))
  try {
    for (const file of ['package.json', 'services/require-node.js']) await cp(file, join(folder, file))
    await mkdir(join(folder, 'node_modules'))
    const ask = 'console.log(require("node:module").getCompileCacheDir())'
    const code = `${ask}; require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(ask)}], { stdio: "inherit" })`
    const { PATH } = process.env
    const start = () =>
      run(process.execPath, ['--import=./services/require-node.js', '-e', code], {
        cwd: folder,
        env: { PATH },
      })
    const kept = await start()
    expect({ ...kept, dirs: new Set(kept.output.trimEnd().split('\n')).size }).toMatchObject({
      code: 0,
      errors: '',
      dirs: 1,
    })
    expect(kept.output).toContain(join(folder, '.build', 'compile-cache'))

    await rm(join(folder, '.build'), { recursive: true })
    await writeFile(join(folder, '.build'), 'no folder')
    expect(await start()).toMatchObject({ code: 0, errors: '', output: 'undefined\nundefined\n' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
