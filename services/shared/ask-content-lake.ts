import { ClientError, type SanityClient } from '@sanity/client'

/** The Content Lake on this machine refuses what a command asks, or does not answer; the message says what to do. */
export class ContentLakeError extends Error {}

/**
 * The answer of the Content Lake on this machine to what a command asks.
 * @throws ContentLakeError with the lake's reason, or with what to do if it does not answer.
 */
export async function askContentLake(
  client: SanityClient,
  request: { url: string; method?: string; body?: object },
): Promise<unknown> {
  const lakeUrl = client.config().apiHost
  try {
    return await client.request<unknown>(request)
  } catch (cause) {
    if (cause instanceof ClientError) {
      throw new ContentLakeError(
        cause.statusCode === 401
          ? `The Content Lake at ${lakeUrl} does not know this key. Is it another one's, with another DATA_DIR?`
          : cause.message,
        { cause },
      )
    }
    throw new ContentLakeError(
      `The Content Lake does not answer at ${lakeUrl}. Start it with “npm start”, or set STUDIO_PORT as it is there.`,
      { cause },
    )
  }
}
