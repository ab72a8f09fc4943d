/** A list of choices as Sanity's `options.list` wants it: a fresh array that it may keep. */
export function choices<T extends { value: string; title: string }>(list: readonly T[]): T[] {
  return [...list]
}

/** The titles of a list of choices, looked up by value: for previews. */
export function choiceTitle(list: readonly { value: string; title: string }[], value: unknown): string {
  return list.find(choice => choice.value === value)?.title ?? ''
}
