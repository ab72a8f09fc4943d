import { fitsGlob } from './glob.ts'

type Part = 'one' | 'any' | { text: string }

/** The value of `path("drafts.**")`, for `in`. `*` matches one non-empty segment, `**` one or more of any kind. */
export class IdPath {
  readonly #pattern: string
  readonly #parts: readonly (Part | null)[]

  constructor(pattern: string) {
    this.#pattern = pattern
    this.#parts = pattern.split('.').flatMap(toParts)
  }

  matches(id: string): boolean {
    const segments = id.split('.')
    return fitsGlob(this.#parts, segments.length, (part, index) => {
      const segment = segments[index] ?? ''
      if (part === 'any') return true
      return part === 'one' ? segment !== '' : segment === part.text
    })
  }

  toJSON(): string {
    return this.#pattern
  }
}

function toParts(segment: string): (Part | null)[] {
  if (segment === '**') return ['any', null]
  return segment === '*' ? ['one'] : [{ text: segment }]
}
