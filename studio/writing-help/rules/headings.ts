import { about, type Finding, type Rule } from '../finding.ts'
import type { Passage, Writing } from '../passages.ts'
import { isAllBold, isSpan } from '../text/block.ts'
import { splitWords } from '../text/sentences.ts'

const mostWords = 12

/** Headings out of order, headings that run on like a sentence, and bold paragraphs used as headings. */
export const headings: Rule = {
  name: 'headings',
  title: 'Heading',
  find: ({ passages }, writing) =>
    passages.flatMap((passage, index) => {
      if (passage.kind === 'heading') return aboutHeading(passage, writing)
      const next = passages[index + 1]
      return next && next.kind !== 'heading' ? aboutBold(passage) : []
    }),
}

function aboutHeading(passage: Passage, writing: Writing): Finding[] {
  const words = passage.text.trim()
  const findings: Finding[] = []
  if (passage.level === 3 && firstHeading(writing) === passage) {
    findings.push(
      about('headings', passage, {
        words,
        advice: 'A smaller heading belongs below a heading, but there is none above it. Make it a heading.',
        fix: { label: 'Make it a heading', changes: [setStyle(passage, 'h2')] },
      }),
    )
  }
  if (splitWords(words).length > mostWords) {
    const advice = `This heading has ${splitWords(words).length} words. Say in a few what comes below, and put the rest in the text.`
    findings.push(about('headings', passage, { words, advice }))
  } else if (/[^.]\.$/.test(words) && !/\b(?:etc|U\.S|Dr|Inc)\.$/.test(words)) {
    findings.push(about('headings', passage, { words, ...withoutFullStop(passage) }))
  }
  return findings
}

function withoutFullStop(passage: Passage): Pick<Finding, 'advice' | 'fix'> {
  const children = passage.block?.children.map((child, index, all) => {
    const isLast = all.slice(index + 1).every(other => !isSpan(other) || other.text.trim() === '')
    return isSpan(child) && isLast ? { ...child, text: child.text.replace(/\.\s*$/, '') } : child
  })
  return {
    advice: 'A heading is a label, not a sentence: it needs no full stop.',
    fix: {
      label: 'Take the full stop away',
      changes: [{ kind: 'set', path: [...passage.path, 'children'], value: children }],
    },
  }
}

function aboutBold(passage: Passage): Finding[] {
  const { block, kind, place } = passage
  const words = passage.text.trim()
  if (!block || kind !== 'paragraph' || place !== 'body' || !isAllBold(block)) return []
  if (splitWords(words).length > mostWords || /[.,;!]$/.test(words)) return []
  const children = block.children.map(child =>
    isSpan(child) ? { ...child, marks: child.marks.filter(mark => mark !== 'strong') } : child,
  )
  return [
    about('headings', passage, {
      words,
      advice:
        'This bold line looks like a heading, but screen readers and the list of contents pass it by. Make it a heading.',
      fix: {
        label: 'Make it a heading',
        changes: [
          { kind: 'set', path: [...passage.path, 'children'], value: children },
          setStyle(passage, 'h2'),
        ],
      },
    }),
  ]
}

function setStyle(passage: Passage, style: string) {
  return { kind: 'set' as const, path: [...passage.path, 'style'], value: style }
}

function firstHeading({ sections }: Writing): Passage | undefined {
  for (const { passages } of sections) {
    const heading = passages.find(({ kind }) => kind === 'heading')
    if (heading) return heading
  }
  return undefined
}
