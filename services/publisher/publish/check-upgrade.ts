import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import type { Fault, Renderer, Snapshot } from '#renderer/contract.ts'
import { type Problem, ReleaseCheckError, UnusableContentError } from '../checks/problem.ts'
import { readBody } from '../releases/read-release.ts'
import { manifestPath, redirectList, redirectsPath } from '../releases/release-record.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import { loadRecords } from '../releases/stored-content.ts'

const shownDocuments = z.looseObject({ documents: z.record(z.string(), z.string()).default({}) })

type Input = {
  renderer: Renderer
  client: SanityClient
  live: StoredRelease | null
  /** What the live release was made of, as this code reads it; null if it cannot. */
  content: Snapshot | null
  snapshot: Snapshot
  now: Temporal.Instant
  siteUrl: string
}

/** Whether a release was made by other code than the renderer's. */
export function isByOtherCode(live: StoredRelease | null, { codeVersion }: Renderer): boolean {
  return live !== null && live.record.codeVersion !== codeVersion
}

/** Whether a release was refused for what new code would take from patients. */
export function isUpgradeRefused(problems: readonly Problem[]): boolean {
  return problems.some(({ rule }) => rule === 'upgrade')
}

/**
 * Checks that new code shows all that the live release does, but for what the content itself no longer has.
 * @throws ReleaseCheckError with each document that it would not show, and each address that it would not answer.
 */
export async function checkUpgrade(input: Input): Promise<void> {
  const { live, renderer } = input
  if (live === null || !isByOtherCode(live, renderer)) return
  const losses = [...findLostDocuments(live, input), ...(await findLostPaths(live, input))]
  if (losses.length > 0) throw toError(losses)
}

/** Waits for new code to read the content. @throws UnusableContentError when it is the code that finds no site in it. */
export async function blameCode(reading: Promise<Snapshot>): Promise<Snapshot> {
  try {
    return await reading
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'content-incomplete')) throw cause
    // Not what staff can do: what is published was fit for the code before.
    const found = 'found' in cause && typeof cause.found === 'string' ? cause.found : cause.message
    const reason = `${waiting} it finds no site in what is published. ${found} ${meanwhile}`
    throw new UnusableContentError(reason, `Every page: ${found}`, cause)
  }
}

const waiting = 'A new version of the site is installed, and waits:'

const meanwhile =
  'Patients see the site as it was, and what you publish waits too; nothing is lost. ' +
  'Ask the person who runs the site to correct the new version, or to go back to the one before.'

function toError(losses: readonly Problem[]): ReleaseCheckError {
  const [addresses, documents] = [losses.filter(({ path }) => path), losses.filter(({ path }) => !path)]
  const what = [
    ...(documents.length > 0 ? [`${count(documents.length, 'document')} would no longer be shown`] : []),
    ...(addresses.length > 0 ? [`${count(addresses.length, 'address', 'es')} would no longer be there`] : []),
  ]
  return new ReleaseCheckError(losses, {
    summary: `${waiting} with it, ${what.join(', and ')}. ${meanwhile}`,
    hint: 'If all of that is to go: “npm run release -- --accept-removal”.',
  })
}

function count(number: number, noun: string, plural = 's'): string {
  return `${number} ${noun}${number === 1 ? '' : plural}`
}

function toLoss(name: string, fault: Fault | undefined): Problem {
  const message = fault
    ? `${name} would not be shown, for its field “${toWords(fault.field)}”: ${fault.reason}`
    : `${name} would not be shown: the new version knows no such documents.`
  return { path: null, rule: 'upgrade', message }
}

/** `openingHours[0].closes` as people say it: “opening hours, closes”. */
function toWords(field: string): string {
  const parts = field.replaceAll(/\[[^\]]*\]/g, '').split('.')
  return parts.map(part => part.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()).join(', ')
}

function findLostDocuments(live: StoredRelease, { renderer, content, snapshot }: Input): Problem[] {
  const next = new Map(snapshot.documents.map(document => [document.id, document]))
  const readable = new Set(content?.documents.flatMap(({ id, shownRev }) => (shownRev === null ? [] : [id])))
  const isLost = (id: string) => {
    const document = next.get(id)
    // One that is not there was taken off the site by staff, if this code could show it.
    return document ? document.shownRev === null : !readable.has(id)
  }
  const lost = new Set(findShownIds(live).filter(isLost))
  const names = nameDocuments(live, lost, renderer)
  return [...lost].map(id => {
    const fault = snapshot.faults.find(({ documentId }) => documentId === id)
    return toLoss(names.get(id) ?? `“${fault?.title ?? id}”`, fault)
  })
}

/** The names of documents by what patients see of them: of what it does not know, new code has read nothing. */
function nameDocuments(live: StoredRelease, ids: ReadonlySet<string>, renderer: Renderer) {
  const names = new Map<string, string>()
  if (ids.size === 0) return names
  try {
    for (const record of loadRecords(live))
      if (ids.has(record.id)) names.set(record.id, renderer.nameDocument(record))
  } catch {
    // The log has it already: what a release was made of is read when the publisher starts. Ids have to do.
  }
  return names
}

/** Ids of the documents that a release shows. */
function findShownIds({ files, record }: StoredRelease): string[] {
  const manifest = record.files.get(manifestPath)
  if (!manifest) return []
  return Object.keys(shownDocuments.parse(JSON.parse(readBody(files, manifest).toString())).documents)
}

/** Addresses that this code does not answer, though it would have the same content, and has something to show there. */
async function findLostPaths(live: StoredRelease, input: Input): Promise<Problem[]> {
  const { renderer, client, content, snapshot, now, siteUrl } = input
  const { files, publishedAt } = live.record
  const known = new Set([...renderer.paths(snapshot, now), ...renderer.closedPaths(snapshot, now)])
  const gone = [...files].flatMap(([path, { status }]) =>
    status === 200 && !renderer.isImmutable(path) && !known.has(path) ? [path] : [],
  )
  if (gone.length === 0) return []
  const unchanged = new Set(content ? renderer.paths(content, Temporal.Instant.from(publishedAt)) : [])
  const { body } = await renderer.render(redirectsPath, { snapshot, now, siteUrl, client })
  const redirects = redirectList.parse(JSON.parse(new TextDecoder().decode(body)))
  const answered = new Set(redirects.map(({ from }) => from))
  return gone
    .filter(path => !unchanged.has(path) && !answered.has(path))
    .map(path => ({ path, rule: 'upgrade', message: 'would not be there any more.' }))
}
