import clear400 from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff2?url'
import clear700 from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2?url'
import friendly400 from '@fontsource/nunito/files/nunito-latin-400-normal.woff2?url'
import friendly700 from '@fontsource/nunito/files/nunito-latin-700-normal.woff2?url'
import classic400 from '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2?url'
import classic700 from '@fontsource/source-serif-4/files/source-serif-4-latin-700-normal.woff2?url'
import type { Font } from '#domain/look/choices.ts'

/** The files of each font: regular, and bold. All are under the SIL Open Font License. */
export const fontFiles: Readonly<Record<Font, readonly [regular: string, bold: string]>> = {
  clear: [clear400, clear700],
  friendly: [friendly400, friendly700],
  classic: [classic400, classic700],
}

/** The measures of a fallback, in percent: it takes as much room as the font, so that nothing moves when that one comes. */
type Measures = readonly [size: number, ascent: number, descent: number]

interface Face {
  name: string
  /** Fonts that devices have, by their names in the regular weight and in bold. */
  local: readonly [regular: readonly string[], bold: readonly string[]]
  measures: readonly [regular: Measures, bold: Measures]
  generic: string
}

const faces: Readonly<Record<Exclude<Font, 'clear'>, Face>> = {
  friendly: {
    name: 'Nunito',
    local: [
      ['Arial', 'Liberation Sans'],
      ['Arial Bold', 'Arial-BoldMT', 'Liberation Sans Bold'],
    ],
    measures: [
      [101.9, 99.2, 34.7],
      [98.6, 102.5, 35.8],
    ],
    generic: 'system-ui,sans-serif',
  },
  classic: {
    name: 'Source Serif 4',
    local: [
      ['Times New Roman', 'Liberation Serif'],
      ['Times New Roman Bold', 'TimesNewRomanPS-BoldMT', 'Liberation Serif Bold'],
    ],
    measures: [
      [118.4, 87.5, 28.3],
      [114.5, 90.5, 29.3],
    ],
    generic: 'serif',
  },
}

/**
 * The styles of a font; '' for that of src/styles/font.css. On pages it is optional: one that comes late waits for the next
 * page.
 */
export function toFontCss(font: Font): string {
  if (font === 'clear') return ''
  const { name, local, measures, generic } = faces[font]
  const both = [0, 1] as const
  const rules = both.flatMap(index => {
    const weight = index === 0 ? 400 : 700
    const [size, ascent, descent] = measures[index]
    const names = local[index].map(each => `local("${each}")`).join(',')
    return [
      `@font-face{font-family:"${name}";font-weight:${weight};font-display:optional;src:url("${fontFiles[font][index]}")format("woff2")}`,
      `@font-face{font-family:"${name} Fallback";font-weight:${weight};src:${names};size-adjust:${size}%;ascent-override:${ascent}%;descent-override:${descent}%;line-gap-override:0%}`,
    ]
  })
  return `${rules.join('')}:root{--font:"${name}","${name} Fallback",${generic}}`
}
