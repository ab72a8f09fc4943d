import { findPhoneNumbersInText } from 'libphonenumber-js'
import {
  decorators,
  deepestListLevel,
  linkTypes,
  listKinds,
  paragraphStyles,
  textObjects,
} from '#domain/vocabulary.ts'
import { fromHtml } from '#studio/pasting/from-html.ts'
import { elementsIn, getWords } from '#studio/pasting/html-node.ts'
import { parseAddress } from '#studio/pasting/link-address.ts'
import type { Link } from '#studio/pasting/pieces.ts'
import type { Allowed, Block } from '#studio/pasting/to-blocks.ts'
import type { Finding } from '../findings.ts'
import { parseHtml } from '../parse-html.ts'
import type { Carried, OldAddresses } from './addresses.ts'
import { draftReference } from './document.ts'
import { expandBlocks, isMadeOfBlocks, linkEmbeds } from './gutenberg.ts'
import type { Pictures } from './pictures.ts'
import { expandShortcodes } from './shortcodes.ts'

/** What converting the texts of an export needs. */
export interface TextTools {
  siteUrl: string
  addresses: OldAddresses
  pictures: Pictures
  findReusable(id: string): string | null
  /** Whether a link from one text to the other would close a circle of texts. */
  closesCircle(from: string, to: string): boolean
}

const allowed: Allowed = {
  styles: paragraphStyles.map(({ value }) => value),
  lists: listKinds.map(({ value }) => value),
  decorators: decorators.map(({ value }) => value),
  annotations: linkTypes,
  blocks: textObjects,
}

/** The text of a post or a page as Portable Text. Its keys are the same each time. */
export function convertText(carried: Carried, tools: TextTools, findings: Finding[]): Block[] {
  const { content, id, link } = carried.item
  const { pictures } = tools
  const isBlocks = isMadeOfBlocks(content)
  const galleries = { picture: (each: string) => pictures.html(each), own: () => ownPictures(id, pictures) }
  if (/<!--\s*(?:wp:)?nextpage/.test(content)) findings.push({ kind: 'pageBreak', words: '' })
  const expanded = expandShortcodes(expandBlocks(content, tools.findReusable, findings), galleries, findings)
  const root = parseHtml(linkEmbeds(expanded, findings))
  let count = 0
  const { blocks, losses } = fromHtml(root, {
    allowed,
    newKey: () => `w${(count++).toString(36)}`,
    reading: {
      addressOf: href => parseAddress(href, URL.canParse(link) ? link : tools.siteUrl),
      linkOf: (href, words) => convertLink(href, words, carried, tools, findings),
      pictureOf: found => pictures.inText(found, findings),
      keepsTables: true,
      deepestList: deepestListLevel,
      newlinesBreak: !isBlocks,
    },
  })
  findings.push(...losses)
  for (const anchor of elementsIn(root, 'a').filter(isHashWithin)) {
    findings.push({ kind: 'hash', words: `${getWords(anchor)} (${anchor.attributes.href})` })
  }
  findings.push(...phoneNumbers(blocks))
  return blocks
}

function isHashWithin({
  attributes: { href = '' },
}: {
  attributes: Readonly<Record<string, string>>
}): boolean {
  return href.includes('#') && !href.startsWith('#')
}

function ownPictures(id: string, pictures: Pictures): string[] {
  return pictures.uploadedTo(id).flatMap(each => pictures.html(each) ?? [])
}

function convertLink(
  href: string,
  words: string,
  from: Carried,
  { addresses, closesCircle }: TextTools,
  findings: Finding[],
): Link {
  const url = new URL(href)
  const foundNumbers = `${words} (${href})`
  const external: Link = { _type: 'externalLink', href }
  if (!addresses.isOwn(url)) return external
  const target = addresses.find(url)
  if (target && !closesCircle(from.id, target.id)) {
    return { _type: 'internalLink', target: draftReference(target.id, target.type) }
  }
  if (target) findings.push({ kind: 'circle', words: foundNumbers })
  else if (/\.[a-z0-9]{2,5}$/i.test(url.pathname)) findings.push({ kind: 'file', words: foundNumbers })
  else findings.push({ kind: 'linkNotInExport', words: foundNumbers })
  return external
}

/** How many characters of a text are searched for numbers, since the search is slow in long runs of digits. */
const mostSearched = 100_000

/** Phone numbers in the text, as typed. */
function phoneNumbers(blocks: readonly Block[]): Finding[] {
  let left = mostSearched
  return blocks.flatMap(block => {
    const text = plainText(block).slice(0, left)
    left -= text.length
    return findPhoneNumbersInText(text, 'US').map(
      ({ startsAt, endsAt }): Finding => ({
        kind: 'phone',
        words: text.slice(startsAt, endsAt),
      }),
    )
  })
}

/** The text of a paragraph; empty for any other block. */
export function plainText(block: Block): string {
  return 'children' in block && Array.isArray(block.children)
    ? block.children.map((child: unknown) => String(Object(child).text ?? '')).join('')
    : ''
}
