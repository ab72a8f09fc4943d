import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { publisherCommand } from './memory.ts'

/** Keeps what it makes for a while, so that the young part of the heap grows as far as it may, and prints its bytes. */
const fillYoungHeap = `
  const kept = []
  for (let index = 0; index < 2_000_000; index += 1) kept[index % 50_000] = { index, text: 'text ' + index }
  const spaces = require('node:v8').getHeapSpaceStatistics()
  console.log(spaces.find(({ space_name }) => space_name === 'new_space').space_size)
`

function measureYoungHeap(options: readonly string[]): number {
  return Number(execFileSync(process.execPath, [...options, '-e', fillYoungHeap], { encoding: 'utf8' }))
}

test('the young part of the publisher’s heap takes 16 MB at most, and would take more by itself', () => {
  const mostBytes = 16 * 1024 * 1024
  expect(measureYoungHeap(publisherCommand.slice(0, -1))).toBeLessThanOrEqual(mostBytes)
  expect(measureYoungHeap([])).toBeGreaterThan(mostBytes)
})
