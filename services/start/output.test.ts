import { expect, test } from 'vitest'
import { createLogOutput, createTerminalOutput } from './output.ts'

const warning = JSON.stringify({
  level: 40,
  msg: 'The content cannot be read',
  err: { cause: { code: 'ECONNREFUSED' } },
})
const news = JSON.stringify({ level: 30, msg: 'Release 1 is live' })
const end = JSON.stringify({ level: 60, msg: 'damaged' })

test('shows a terminal sentences: warnings of every part, and the publisher’s releases', () => {
  const lines: string[] = []
  const output = createTerminalOutput(
    line => lines.push(line),
    () => '12:00:00',
  )
  output.report('Publishing the site')
  output.pass('The publisher', news)
  output.pass('The Content Lake', news)
  output.pass('The Content Lake', warning)
  output.pass('The Content Lake', end)
  output.pass('The Content Lake', 'Trace: a stack')
  expect(lines).toEqual(
    ['Publishing the site', 'Release 1 is live', 'The content cannot be read', 'Trace: a stack'].map(
      line => `12:00:00  ${line}`,
    ),
  )
})

test('gives a log JSON lines alone, and those of the parts with every field', () => {
  const lines: string[] = []
  const output = createLogOutput(line => lines.push(line))
  output.report('Publishing the site')
  for (const line of [news, warning, end]) output.pass('The Content Lake', line)
  output.pass('The Content Lake', 'Trace: a stack')
  expect(lines.slice(1, 4)).toEqual([news, warning, end])
  expect(lines.map(line => JSON.parse(line))).toMatchObject([
    { level: 30, part: 'start', msg: 'Publishing the site' },
    { msg: 'Release 1 is live' },
    { err: { cause: { code: 'ECONNREFUSED' } } },
    { msg: 'damaged' },
    { level: 40, part: 'The Content Lake', msg: 'Trace: a stack' },
  ])
})
