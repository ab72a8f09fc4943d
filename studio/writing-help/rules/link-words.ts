import { about, type Facts, type Rule } from '../finding.ts'
import type { LinkedWords } from '../text/block.ts'

const vague = new Set(
  [
    'click, click here, click this, click this link, click the link, tap here, here, right here, go here, see here, this, this link',
    'the link, link, links, this page, this article, this website, this site, page, website, web site, article, more, read more',
    'read more here, read on, learn more, learn more here, see more, find out more, more info, more information, more details',
    'details, info, information, continue, go, visit, visit website, follow this link, read this, download',
  ]
    .join(', ')
    .split(', '),
)

/** Words of a link that say nothing when they are read out alone, and bare web addresses. */
export const linkWords: Rule = {
  name: 'linkWords',
  title: 'Words of a link',
  find: ({ passages }, _writing, facts) =>
    passages.flatMap(passage => {
      const linked = passage.links.flatMap(link => {
        const advice = adviceFor(link, facts)
        return advice ? [about('linkWords', passage, { words: link.words.trim(), advice })] : []
      })
      const bare = passage.kind === 'picture' ? [] : bareAddresses(passage.text, passage.links)
      return [
        ...linked,
        ...bare.map(words =>
          about('linkWords', passage, {
            words,
            advice:
              'This web address is plain text. Write in words where it leads, and make these words the link.',
          }),
        ),
      ]
    }),
}

function adviceFor(link: LinkedWords, { titles }: Facts): string | null {
  const words = plain(link.words)
  if (words === '') return null
  if (/^(?:https?:\/\/|www\.)\S+$/i.test(words)) {
    return 'A screen reader spells this address out. Let the link say in words where it leads.'
  }
  const title = link.target ? titles.get(link.target) : undefined
  const example = title ? `, for example “${title}”` : ', for example “how we protect your data”'
  if (vague.has(words)) {
    return `Read alone, these words do not say where they lead. Let the link say it${example}.`
  }
  return /^(?:click|tap) (?:here|this|on)\b/.test(words)
    ? `Leave out “click here”: let the link say where it leads${example}.`
    : null
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^[\s[(“"«<]+|[\s\])”"».,:;!…→›>]+$/g, '')
}

function bareAddresses(text: string, links: readonly LinkedWords[]): string[] {
  return [...text.matchAll(/(?:https?:\/\/|\bwww\.)[^\s)”]+/gi)]
    .filter(({ index }) => !links.some(({ start, words }) => index >= start && index < start + words.length))
    .map(([address]) => address.replace(/[.,;:!?]+$/, ''))
}
