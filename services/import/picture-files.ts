import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { fetchPicture } from './public-fetch.ts'
import type { WantedPicture } from './wordpress/pictures.ts'

const longestWaitMs = 30_000
const largestBytes = 30 * 1024 * 1024
const atOnce = 4

/** Failures in a row after which a host is skipped: thousands of timeouts would take days. */
const mostFailures = 5

/** How many pictures of one export are gathered at most. */
const mostPictures = 20_000

/** A picture without a file, and why. */
export interface MissingPicture {
  url: string
  why: string
}

/** The sources of picture files. */
export interface PictureSources {
  /** A copy of `wp-content/uploads`, if there is one. */
  uploads: string | null
  /** Whether the other pictures are fetched from their addresses. */
  fetches: boolean
  /** Private hosts from which pictures may be fetched. */
  privateHosts: readonly string[]
}

/** Gathers the files of pictures beside the documents. Contacts other machines only with `fetches`. */
export async function gatherPictures(
  pictures: readonly WantedPicture[],
  sources: PictureSources,
  { out, onGathered }: { out: string; onGathered?(done: number, total: number): void },
): Promise<Map<string, MissingPicture>> {
  const missing = new Map<string, MissingPicture>()
  await mkdir(join(out, 'images'), { recursive: true })
  const download = createDownloads(new Set(sources.privateHosts))
  const waiting = pictures.slice(0, mostPictures).values()
  for (const { file, url } of pictures.slice(mostPictures)) {
    missing.set(file, { url, why: `more than ${mostPictures} pictures are not looked for` })
  }
  let done = missing.size
  const work = async () => {
    for (const picture of waiting) {
      const why = await gatherPicture(picture, sources, join(out, picture.file), download).catch(toReason)
      if (why) missing.set(picture.file, { url: picture.url, why })
      onGathered?.(++done, pictures.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return missing
}

/** Null if the file is in place; else why it is not. */
async function gatherPicture(
  picture: WantedPicture,
  { uploads, fetches }: PictureSources,
  file: string,
  download: (url: string) => Promise<Buffer>,
): Promise<string | null> {
  if (uploads && picture.upload && (await copyFrom(uploads, picture.upload, file))) return null
  if (!fetches) return uploads ? `not in ${uploads}` : 'nothing was fetched from other machines'
  await writeFile(file, await download(picture.url))
  return null
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Copies a picture's file if it exists; `upload` is the export's word, and may lead anywhere. */
async function copyFrom(uploads: string, upload: string, file: string): Promise<boolean> {
  const root = resolve(uploads)
  const name = decoded(upload)
  if (name === null) return false
  // A copy may begin at `uploads`, or at `wp-content`, or at the root of the website.
  for (const folder of ['', 'uploads', 'wp-content/uploads']) {
    const source = resolve(root, folder, name)
    if (!source.startsWith(root + sep)) continue
    const found = await stat(source).catch(() => null)
    if (!found?.isFile()) continue
    if (found.size > largestBytes) throw new Error(`it is larger than ${largestBytes / 1024 / 1024} MB`)
    await mkdir(dirname(file), { recursive: true })
    await copyFile(source, file)
    return true
  }
  return false
}

/** Null if no file can have this name. */
function decoded(upload: string): string | null {
  try {
    const name = decodeURI(upload)
    return name.includes('\0') ? null : name
  } catch {
    return null
  }
}

/** Downloads that give up on a host which keeps failing. */
function createDownloads(privateHosts: ReadonlySet<string>): (url: string) => Promise<Buffer> {
  const failures = new Map<string, number>()
  return async url => {
    const { host } = new URL(url)
    const failed = failures.get(host) ?? 0
    if (failed >= mostFailures) throw new Error(`${host} was not asked any more: it failed ${failed} times`)
    try {
      const bytes = await fetchPicture(url, {
        privateHosts,
        mostBytes: largestBytes,
        timeoutMs: longestWaitMs,
      })
      failures.delete(host)
      return bytes
    } catch (error) {
      if (isNoAnswer(error)) failures.set(host, failed + 1)
      throw error
    }
  }
}

/** Whether a host could not be reached, as opposed to a response that is not a picture. */
function isNoAnswer(error: unknown): boolean {
  return (
    error instanceof Error &&
    ('code' in error || error.name === 'TimeoutError' || error.name === 'AbortError')
  )
}
