import type { FileRecord } from '../releases/release-record.ts'
import { type Inline, policyFor, withoutFraming } from './content-security.ts'
import { type Element, walkHtml } from './html-walk.ts'
import { findDraftId, findStega } from './leaks.ts'
import type { Problem } from './problem.ts'
import { findReferences, parseCssUrls, type Reference } from './references.ts'

/** Facts of a file: enough to check it against its release without reading it again. */
export type FileFacts = Pick<FileRecord, 'refersTo' | 'csp'> & { problems: Problem[] }

const textTypes = /^(?:text\/|application\/(?:json|xml|javascript|[\w.-]+\+(?:json|xml))|image\/svg\+xml)/

/** Reads a rendered file. `siteUrl` is the origin that patients use; absolute addresses on it belong to this site. */
export function readFileFacts(
  file: { path: string; contentType: string; body: Uint8Array },
  siteUrl: string,
): FileFacts {
  if (!textTypes.test(file.contentType)) return { refersTo: [], csp: null, problems: [] }
  const text = new TextDecoder().decode(file.body)
  const facts = createFacts(file.path, siteUrl)
  facts.stega(text)
  let csp: string | null = null
  if (file.contentType.startsWith('text/html')) csp = readPage(text, facts)
  else if (file.contentType.startsWith('text/css')) {
    for (const url of parseCssUrls(text)) facts.reference({ url, use: 'load' })
  } else facts.draftId(text)
  return { refersTo: [...facts.refersTo].toSorted(), csp, problems: facts.problems }
}

/** Collects a page's references and problems in `facts`; returns its own policy or one made for it. */
function readPage(html: string, facts: ReturnType<typeof createFacts>): string {
  const inline: Inline = { scripts: [], styles: [], styleAttributes: [] }
  let ownPolicy: string | null = null
  /** Where no draft may be named: looked through at once, which is faster than one by one. */
  const unseen: string[] = []
  walkHtml(html, {
    comment: text => unseen.push(text),
    code(code, element) {
      if (element.name === 'script') {
        unseen.push(code)
        if (runs(element)) inline.scripts.push(code)
      } else {
        inline.styles.push(code)
        for (const url of parseCssUrls(code)) facts.reference({ url, use: 'load' })
      }
    },
    element(element) {
      const values = element.values()
      // Most have no attributes, and hence nothing that matters here.
      if (values.length === 0) return
      unseen.push(...values)
      for (const reference of findReferences(element)) facts.reference(reference)
      const style = element.attribute('style')
      if (style) inline.styleAttributes.push(style)
      ownPolicy ??= findPolicy(element)
    },
  })
  facts.draftId(unseen.join('\n'))
  return ownPolicy ?? policyFor(inline)
}

/** Whether a script element holds code; data blocks such as JSON-LD do not run and need no hash. */
function runs({ attribute }: Element): boolean {
  const type = attribute('type')?.trim().toLowerCase()
  return attribute('src') === undefined && (!type || type === 'module' || type.endsWith('javascript'))
}

function findPolicy({ name, attribute }: Element): string | null {
  if (name !== 'meta') return null
  if (attribute('http-equiv')?.toLowerCase() !== 'content-security-policy') return null
  return withoutFraming(attribute('content') ?? '')
}

/** A path that is the same once it is resolved, as most addresses are: no dots to follow, no host, nothing to encode. */
const plainPath = /^\/(?:[\w-][\w.-]*\/)*(?:[\w-][\w.-]*)?$/

function createFacts(path: string, siteUrl: string) {
  const refersTo = new Set<string>()
  const problems: Problem[] = []
  const base = new URL(path, siteUrl)
  return {
    refersTo,
    problems,
    reference({ url, use }: Reference) {
      if (plainPath.test(url)) {
        refersTo.add(url)
        return
      }
      const target = URL.parse(url, base)
      if (target === null) {
        problems.push({ path, rule: 'links', message: `“${url}” is no address. Correct the link.` })
      } else if (target.protocol === 'data:' && use === 'load') {
        return
      } else if (target.origin === base.origin) {
        refersTo.add(target.pathname)
      } else if (use === 'load') {
        problems.push({
          path,
          rule: 'privacy',
          message: `it would have the browser load ${target.origin === 'null' ? target.protocol : target.origin}. Patients’ browsers may ask this site alone: serve the file from here.`,
        })
      } else if (!['http:', 'https:', 'tel:', 'sms:', 'mailto:'].includes(target.protocol)) {
        problems.push({
          path,
          rule: 'links',
          message: `it links to “${target.protocol}”. Use a web address, or a phone, text or e-mail link.`,
        })
      }
    },
    draftId(text: string) {
      const id = findDraftId(text)
      if (id)
        problems.push({
          path,
          rule: 'drafts',
          // Without its prefix: the message goes into the release’s manifest, which must not name drafts either.
          message: `it names a draft, of ${id.replace(/^\w+\./, '')}. Refer to what is published.`,
        })
    },
    stega(text: string) {
      const before = findStega(text)
      if (before === null) return
      problems.push({
        path,
        rule: 'editing marks',
        message: `it holds invisible editing marks after “${before}”. Copy the text in again as plain text.`,
      })
    },
  }
}
