import { mkdir, writeFile } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { browserArguments, getBrowserPath } from '../browser.ts'

import { staffClient, startSystem } from '../e2e/system.ts'
import { Camera, type Size } from './camera.ts'
import { playOtherClinic, playSiteScenes } from './site-scenes.ts'
import { enterStudio, playStudioScenes, studioWindow } from './studio-scenes.ts'

/*
 * `npm run pictures`: takes the pictures of the guide in the Studio and those of the README anew, from the real Studio
 * and site with the seed. Look at each before you keep it.
 */

const guideFolder = 'studio/guide/pictures'
const readmeFolder = 'docs/images'

async function main(): Promise<void> {
  for (const folder of [guideFolder, readmeFolder]) await mkdir(folder, { recursive: true })
  const guide = new Camera(guideFolder, 60_000)
  const readme = new Camera(readmeFolder, 120_000)
  await using system = await startSystem()
  const browser = await chromium.launch({
    executablePath: getBrowserPath(process.env),
    args: browserArguments,
  })
  try {
    await playSiteScenes(browser, system, { guide, readme })
    const context = await browser.newContext({
      viewport: studioWindow,
      deviceScaleFactor: 2,
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    const studio = await enterStudio(page, system)
    const client = await staffClient(system)
    await playStudioScenes({ system, page, studio, client, guide, readme })
    await playOtherClinic(browser, system, { client, readme })
  } finally {
    await browser.close()
  }
  await writeFile(`${guideFolder}/sizes.ts`, sizesModule(guide.sizes))
}

function sizesModule(sizes: Record<string, Size>): string {
  const lines = Object.entries(sizes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, size]) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: [${size.join(', ')}],`)
  return [
    '/** How large each picture of the guide is shown, in CSS pixels. Written by `npm run pictures`. */',
    'export const sizes = {',
    ...lines,
    '} as const',
    '',
  ].join('\n')
}

await main()
