import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { barLook } from './bar-look.ts'

test('the bar has the same colors in the Studio as on the site', async () => {
  const tokens = await readFile('src/styles/tokens.css', 'utf8')
  const bar = await readFile('src/components/page/AnnouncementBar.astro', 'utf8')
  expect(/--lamp: (#\w+)/.exec(tokens)?.[1]).toBe(barLook.calm.background)
  expect(/--on-lamp: (#\w+)/.exec(tokens)?.[1]).toBe(barLook.calm.color)
  const urgent = bar.slice(bar.indexOf('.bar.urgent'))
  expect(/background: (#\w+)/.exec(urgent)?.[1]).toBe(barLook.urgent.background)
})
