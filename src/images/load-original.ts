import type { SanityClient } from '@sanity/client'
import { createImageUrlBuilder } from '@sanity/image-url'

/** How long the Content Lake may take to send a picture, in milliseconds. */
const fetchWithinMs = 30_000

/** The Content Lakes keep none that is larger. */
const maxBytes = 60_000_000

/** A picture that no second try will bring: its original is gone, or is no picture that can be read. */
export class PictureError extends Error {
  // The publisher, whose modules are others, knows it by its name.
  override readonly name = 'PictureError'
}

/**
 * Where the original of a picture is, by its asset's id and the client's own settings: an address in a document could
 * lead anywhere. The token goes to a Content Lake of our own, where drafts need it, and to no CDN.
 */
export function originalRequest(
  client: SanityClient,
  assetId: string,
): { url: string; headers: Record<string, string> } {
  const { apiHost, token, useProjectHostname } = client.config()
  const url = createImageUrlBuilder(client).image(assetId).url()
  const isOwnLake = !useProjectHostname && new URL(url).origin === new URL(apiHost).origin
  return { url, headers: isOwnLake && token ? { authorization: `Bearer ${token}` } : {} }
}

/**
 * Fetches the original of a picture.
 * @throws PictureError where it is gone or too large, another error where it may be there at the next try. Neither says
 * where it was looked for: the messages are public.
 */
export async function loadOriginal(client: SanityClient, assetId: string): Promise<Buffer> {
  const { url, headers } = originalRequest(client, assetId)
  try {
    const signal = AbortSignal.timeout(fetchWithinMs)
    const response = await fetch(url, { headers, redirect: 'manual', signal })
    if (response.ok && response.body) return await readWhole(response.body)
    await response.body?.cancel()
    throw refusal(response.status)
  } catch (cause) {
    if (cause instanceof PictureError || cause instanceof StatusError) throw cause
    throw new Error(
      'the Content Lake could not be reached for the original of a picture. Check that it runs.',
      { cause },
    )
  }
}

/** The Content Lake answered with a status that may be another at the next try. */
class StatusError extends Error {}

function refusal(status: number): Error {
  if (status === 404 || status === 410)
    return new PictureError(`the original of a picture is gone (${status}). Upload it again in the Studio.`)
  return new StatusError(
    `the Content Lake answered ${status} for the original of a picture. Check that it runs.`,
  )
}

async function readWhole(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) {
      throw new PictureError(
        `the original of a picture is larger than ${maxBytes / 1_000_000} MB. Upload a smaller one in the Studio.`,
      )
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
