/** A sentence, and where it starts in the text it was taken from. */
export interface Sentence {
  text: string
  start: number
}

/** Abbreviations: a full stop after them ends no sentence. */
const abbreviation =
  /(?:^|[\s(“"])(?:Dr|Mr|Mrs|Ms|St|vs|approx|Jr|Sr|Inc|No|Fig|et al|e\.g|i\.e|a\.m|p\.m|U\.S|Ph\.D|M\.D|[A-Z])\.$/

/** The sentences of a text, in order. A line break ends one, too. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  for (const { index, 0: stop } of text.matchAll(/[.!?…]+["”’)\]]*(?=\s|$)|\n/g)) {
    const end = index + stop.length
    if (abbreviation.test(text.slice(start, end)) && !endsHere(text.slice(start, end), text.slice(end)))
      continue
    add(start, end)
    start = end
  }
  add(start, text.length)
  return sentences

  function add(from: number, to: number): void {
    const sentence = text.slice(from, to)
    const trimmed = sentence.trim()
    if (!/[\p{L}\p{N}]/u.test(trimmed)) return
    sentences.push({ text: trimmed, start: from + sentence.indexOf(trimmed) })
  }
}

/** The words of a text: whatever has a letter or a digit, between spaces and dashes. */
export function splitWords(text: string): string[] {
  return text.split(/[\s—–/]+/).filter(word => /[\p{L}\p{N}]/u.test(word))
}

/** “6 p.m. Bring a friend” is two sentences, “at 6 p.m. on Friday” is one; of initials and titles none ends one. */
function endsHere(before: string, after: string): boolean {
  return /(?:a\.m|p\.m|et al)\.$/.test(before) && /^\s+\p{Lu}/u.test(after)
}
