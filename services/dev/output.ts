import { stripVTControlCharacters, styleText } from 'node:util'

const colours = { site: 'cyan', studio: 'magenta', lake: 'yellow', types: 'blue', dev: 'green' } as const

/** Whose line it is. */
export type Source = keyof typeof colours

const width = Math.max(...Object.keys(colours).map(name => name.length))

/** Prints a text line by line, each behind the name of its source; coloured on a terminal, unless NO_COLOR is set. */
export function print(source: Source, text: string): void {
  const prefix = styleText(colours[source], `${source.padEnd(width)} │`)
  for (const line of text.split('\n')) {
    if (stripVTControlCharacters(line).trim()) console.log(`${prefix} ${line.trimEnd()}`)
  }
}

/** Tools write into a pipe here: whether they colour what they write follows the terminal that it ends on. */
export function colourEnv(): NodeJS.ProcessEnv {
  const isColoured = styleText('red', '') !== ''
  return isColoured ? { FORCE_COLOR: '1' } : { FORCE_COLOR: undefined, NO_COLOR: '1' }
}
