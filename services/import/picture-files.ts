import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { WantedPicture } from './wordpress/pictures.ts'

const longestWaitMs = 30_000
const largestBytes = 30 * 1024 * 1024
const atOnce = 4

/** A picture that has no file here, and why. */
export interface MissingPicture {
  url: string
  why: string
}

/**
 * Puts the files of pictures beside the documents. Nothing is asked of another machine unless `fetches` says so.
 * @param uploads A copy of `wp-content/uploads`, if there is one.
 */
export async function gatherPictures(
  pictures: readonly WantedPicture[],
  options: {
    out: string
    uploads: string | null
    fetches: boolean
    onGathered?(done: number, total: number): void
  },
): Promise<Map<string, MissingPicture>> {
  const missing = new Map<string, MissingPicture>()
  await mkdir(join(options.out, 'images'), { recursive: true })
  const waiting = pictures.values()
  let done = 0
  const work = async () => {
    for (const picture of waiting) {
      const why = await gather(picture, options)
      if (why) missing.set(picture.file, { url: picture.url, why })
      options.onGathered?.(++done, pictures.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return missing
}

/** Null when the file is in place; else why it is not. */
async function gather(
  picture: WantedPicture,
  { out, uploads, fetches }: { out: string; uploads: string | null; fetches: boolean },
): Promise<string | null> {
  const file = join(out, picture.file)
  if (uploads && picture.upload && (await copyFrom(uploads, picture.upload, file))) return null
  if (!fetches) return uploads ? `not in ${uploads}` : 'nothing was fetched from other machines'
  try {
    await download(picture.url, file)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function copyFrom(uploads: string, upload: string, file: string): Promise<boolean> {
  const root = resolve(uploads)
  const name = decodeURI(upload)
  // A copy may begin at `uploads`, or at `wp-content`, or at the root of the website.
  for (const folder of ['', 'uploads', 'wp-content/uploads']) {
    const source = resolve(root, folder, name)
    if (!source.startsWith(root + sep)) continue
    try {
      await mkdir(dirname(file), { recursive: true })
      await copyFile(source, file)
      return true
    } catch (error) {
      if (
        !(error instanceof Error && 'code' in error && /^(?:ENOENT|ENOTDIR|EISDIR)$/.test(String(error.code)))
      )
        throw error
    }
  }
  return false
}

async function download(url: string, file: string): Promise<void> {
  const answer = await fetch(url, {
    signal: AbortSignal.timeout(longestWaitMs),
    headers: { Accept: 'image/*' },
  })
  const type = answer.headers.get('content-type') ?? ''
  if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status}`)
  if (!type.startsWith('image/'))
    throw new Error(`${new URL(url).host} sent no picture (${type || 'of no type'})`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength
    if (size > largestBytes) throw new Error(`it is larger than ${largestBytes / 1024 / 1024} MB`)
    chunks.push(chunk)
  }
  await writeFile(file, Buffer.concat(chunks))
}
