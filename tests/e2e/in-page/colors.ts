/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number, alpha: number]

export interface Colors {
  parse(css: string): Color
  /** How `top` looks on `bottom`, which is opaque. */
  blend(top: Color, bottom: Color): Color
  /** The contrast of two opaque colours, as WCAG 2.2 computes it: from 1 to 21. */
  contrast(a: Color, b: Color): number
  /**
   * The colour that is painted at a point of the window behind the words of `element`; without an element, the colour
   * of the topmost thing. Null where a picture or a gradient makes it many.
   */
  paintedAt(x: number, y: number, element?: Element): Color | null
  describe(color: Color): string
}

declare global {
  interface Window {
    colors: Colors
  }
}

/** Makes `window.colors`. It is sent to the browser as it stands, and must not refer to anything outside. */
export function installColors(): void {
  const known = new Map<string, Color>()

  // A canvas understands every notation that a style can compute to.
  function parse(css: string): Color {
    const before = known.get(css)
    if (before) return before
    const canvas = document.createElement('canvas')
    canvas.width = 1
    canvas.height = 1
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('The browser has no canvas to read colours with.')
    context.fillStyle = css
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
    const color: Color = [red, green, blue, alpha / 255]
    known.set(css, color)
    return color
  }

  function blend(top: Color, bottom: Color): Color {
    const mix = (channel: 0 | 1 | 2) => top[channel] * top[3] + bottom[channel] * (1 - top[3])
    return [mix(0), mix(1), mix(2), 1]
  }

  function luminance([red, green, blue]: Color): number {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map(channel => {
      const share = channel / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }

  function contrast(a: Color, b: Color): number {
    const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (lighter + 0.05) / (darker + 0.05)
  }

  /** What shows where nothing is painted: the page's own colour covers the window. */
  function canvasColor(): Color {
    const white: Color = [255, 255, 255, 1]
    const own = [document.documentElement, document.body].map(element =>
      parse(getComputedStyle(element).backgroundColor),
    )
    return own.find(color => color[3] === 1) ?? white
  }

  function paintedAt(x: number, y: number, element?: Element): Color | null {
    const stack = document.elementsFromPoint(x, y)
    const at = element ? stack.indexOf(element) : 0
    const below = at >= 0 ? stack.slice(at) : ancestors(element)
    const layers: Color[] = []
    for (const each of below) {
      if (/^(img|svg|canvas|video)$/i.test(each.tagName) && each !== element) return null
      const style = getComputedStyle(each)
      if (style.backgroundImage !== 'none') return null
      const color = parse(style.backgroundColor)
      if (color[3] > 0) layers.push(color)
      if (color[3] === 1) break
    }
    return layers.reduceRight((bottom, layer) => blend(layer, bottom), canvasColor())
  }

  function ancestors(element: Element | null | undefined): Element[] {
    return element ? [element, ...ancestors(element.parentElement)] : []
  }

  function describe(color: Color): string {
    const hex = color.slice(0, 3).map(channel => Math.round(channel).toString(16).padStart(2, '0'))
    return `#${hex.join('')}`
  }

  window.colors = { parse, blend, contrast, paintedAt, describe }
}
