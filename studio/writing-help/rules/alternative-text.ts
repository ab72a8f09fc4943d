import { about, type Finding, type Rule } from '../finding.ts'
import type { Passage } from '../passages.ts'
import { splitWords } from '../text/sentences.ts'

const opening =
  /^(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|graphic|illustration)\s+(?:of|showing)\s+/i
const fileName = /\.(?:jpe?g|png|gif|webp|svg|heic|avif)$|^(?:IMG|DSC|PXL|Screenshot)[\s_-]?\d/i

/** Pictures whose words do not help those who cannot see them. A missing text is an error of the form already. */
export const alternativeText: Rule = {
  name: 'alternativeText',
  title: 'What the picture shows',
  find: ({ passages }) => passages.filter(({ kind }) => kind === 'picture').flatMap(judge),
}

function judge(passage: Passage): Finding[] {
  const words = passage.text.trim()
  const note = (advice: string, fix?: Finding['fix']) => [
    about('alternativeText', passage, { words, advice, ...(fix ? { fix } : {}) }),
  ]
  if (fileName.test(words)) {
    return note('This is the name of a file. Say in one plain sentence what the picture shows.')
  }
  if (opening.test(words)) {
    const rest = words.replace(opening, '')
    const value = rest.charAt(0).toUpperCase() + rest.slice(1)
    return note('A screen reader already says that this is a picture. Begin with what it shows.', {
      label: `Begin with “${splitWords(value).slice(0, 3).join(' ')}…”`,
      changes: [{ kind: 'set', path: passage.path, value }],
    })
  }
  if (splitWords(words).length < 3) {
    return note('Say a little more: who or what is to be seen, in one plain sentence.')
  }
  return passage.caption.trim() === words
    ? note('The caption says the same. Say here what the picture shows to those who cannot see it.')
    : []
}
