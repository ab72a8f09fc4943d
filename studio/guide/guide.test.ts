import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { deskLists } from '../documents/desk-lists.ts'
import { targetGrade } from '../writing-help/rules/reading-level.ts'
import { readingGrade } from '../writing-help/text/reading-grade.ts'
import { jobs } from './jobs.ts'
import { sizes } from './pictures/sizes.ts'
import { splitQuotes } from './quotes.ts'

const folder = join(import.meta.dirname, 'pictures')
const pictures = jobs.flatMap(({ steps }) => steps.flatMap(({ picture }) => picture ?? []))
const words = (job: (typeof jobs)[number]) => [job.when, ...job.steps.map(step => step.words)]

/** What Sanity's own forms call their buttons. */
const sanitysOwn = ['Generate', 'Publish']

test('every picture exists, is small, has the size it declares, and has alternative text', async () => {
  for (const { name, alt } of pictures) {
    const file = await readFile(join(folder, `${name}.webp`))
    const { width, height } = await sharp(file).metadata()
    expect([width, height], name).toEqual(sizes[name].map(length => length * 2))
    expect(file.length, name).toBeLessThanOrEqual(60_000)
    expect(alt, name).toMatch(/^.{40,}\.$/)
  }
})

test('no picture is kept that no step shows', async () => {
  const files = (await readdir(folder)).filter(file => file.endsWith('.webp')).toSorted()
  expect(files).toEqual(pictures.map(({ name }) => `${name}.webp`).toSorted())
})

test('buttons, fields and lines are called as the Studio calls them', async () => {
  const ours = await sourceOf(join(import.meta.dirname, '..'), /\.tsx?$/)
  const lists: string[] = deskLists.map(({ title }) => title)
  const sanitys = await sourceOf('node_modules/sanity/lib', /\.js$/)
  const unknown = jobs.flatMap(job => {
    const links = job.links.map(({ label }) => label)
    return words(job)
      .flatMap(splitQuotes)
      .filter(({ isQuote, text }) => {
        if (!isQuote || links.includes(text) || lists.includes(text)) return false
        if (sanitysOwn.includes(text)) return !sanitys.includes(`: "${text}"`)
        return !['“', '"', "'", '`', '> '].some(before => ours.includes(before + text))
      })
      .map(({ text }) => text)
  })
  expect(unknown).toEqual([])
})

test('each job has three to six steps, in words as plain as those for patients', () => {
  for (const job of jobs) {
    expect(job.steps.length, job.id).toBeGreaterThanOrEqual(3)
    expect(job.steps.length, job.id).toBeLessThanOrEqual(6)
    expect(readingGrade(words(job).join(' ')), job.id).toBeLessThanOrEqual(targetGrade.to)
  }
})

test('a quote ends where its marks end', () => {
  expect(splitQuotes('Press “Publish”, then wait.')).toEqual([
    { text: 'Press ', isQuote: false },
    { text: 'Publish', isQuote: true },
    { text: ', then wait.', isQuote: false },
  ])
})

/** All code in a folder but that of the guide, joined. */
async function sourceOf(path: string, names: RegExp): Promise<string> {
  const files = (await readdir(path, { recursive: true })).filter(
    file => names.test(file) && !/\.test\.|^guide/.test(file),
  )
  return (await Promise.all(files.map(file => readFile(join(path, file), 'utf8'))))
    .join('\n')
    .replace(/\s+/g, ' ')
}
