import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'

/** How large a picture is shown, in CSS pixels. */
export type Size = readonly [width: number, height: number]

/** A part of the window, in CSS pixels. */
export interface Region {
  x: number
  y: number
  width: number
  height: number
}

/** Room to leave around what is pictured, in CSS pixels. */
const usualRoom = 16

/** From sharp to coarse: the first that makes a file small enough is taken. */
const qualities = [90, 82, 74, 66, 58, 50]

/** Takes pictures into one folder, none of them larger than `maxBytes`. */
export class Camera {
  readonly #folder: string
  readonly #maxBytes: number
  readonly sizes: Record<string, Size> = {}

  constructor(folder: string, maxBytes: number) {
    this.#folder = folder
    this.#maxBytes = maxBytes
  }

  /**
   * Takes the part of the window in which all of `subjects` stand, or the region given. `scale` is how large it is
   * shown: 0.5 for half as large as in the window. `ring` is what somebody is to press: a ring is drawn around it.
   */
  async take(
    page: Page,
    name: string,
    subjects: readonly Locator[] | Region,
    { room = usualRoom, scale = 1, ring }: { room?: number; scale?: number; ring?: Locator } = {},
  ): Promise<void> {
    await ring?.evaluate(drawRing)
    const region = 'width' in subjects ? subjects : await regionAround(page, subjects, room)
    await page.mouse.move(1, 1)
    await page.evaluate(() => document.fonts.ready)
    const picture = await page.screenshot({ clip: region, animations: 'disabled', caret: 'hide' })
    await ring?.evaluate(wipeRing)
    const { width = 0 } = await sharp(picture).metadata()
    const scaled = await sharp(picture)
      .resize({ width: Math.round(width * scale) })
      .toBuffer()
    const bytes = await this.#write(name, scaled)
    this.sizes[name] = [Math.round(region.width * scale), Math.round(region.height * scale)]
    console.log(`${name}.webp  ${this.sizes[name]?.join(' × ')}  ${(bytes / 1000).toFixed(0)} kB`)
  }

  async #write(name: string, picture: Buffer): Promise<number> {
    const file = join(this.#folder, `${name}.webp`)
    for (const quality of qualities) {
      await sharp(picture).webp({ quality, effort: 6, smartSubsample: true }).toFile(file)
      const { size } = await stat(file)
      if (size <= this.#maxBytes) return size
    }
    throw new Error(
      `The picture “${name}” is larger than ${this.#maxBytes / 1000} kB. Show less of the window in it.`,
    )
  }
}

/** In the page. */
function drawRing(element: Element): void {
  if (!(element instanceof HTMLElement)) return
  element.style.outline = '3px solid #d9480f'
  element.style.outlineOffset = '3px'
}

/** In the page. */
function wipeRing(element: Element): void {
  if (element instanceof HTMLElement) element.style.outline = ''
}

async function regionAround(page: Page, subjects: readonly Locator[], room: number): Promise<Region> {
  const boxes = await Promise.all(
    subjects.map(async subject => {
      const box = await subject.boundingBox()
      if (!box) throw new Error(`Nothing to picture: ${subject} is not shown.`)
      return box
    }),
  )
  const window = page.viewportSize() ?? { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY }
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - room)
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - room)
  const right = Math.min(window.width, Math.max(...boxes.map(({ x, width }) => x + width)) + room)
  const bottom = Math.min(window.height, Math.max(...boxes.map(({ y, height }) => y + height)) + room)
  return {
    x: Math.floor(left),
    y: Math.floor(top),
    width: Math.ceil(right - left),
    height: Math.ceil(bottom - top),
  }
}
