import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { apiVersion } from '../project.ts'

const requestType = 'publicationRequest'

const request = z.object({
  documentId: z.string(),
  documentType: z.string(),
  /** How the desk may call the document; null for one without words. */
  title: z.string().nullable(),
  /** The account and the name of the person who asks. */
  userId: z.string(),
  by: z.string(),
  note: z.string(),
  /** An ISO instant. */
  askedAt: z.string(),
  /** The reply that came instead of a publication; null while the request waits. */
  answer: z.object({ by: z.string(), note: z.string() }).nullable(),
})

/** That a draft be published, as somebody who may not publish asks. */
export type PublicationRequest = z.output<typeof request>

/**
 * The query of requests that are not over: publishing ends one, as does the end of its draft. Each has a document of its
 * own, itself a draft, since anyone who may write drafts alone must be able to keep it, and since nothing of it shall be
 * published. It refers to nothing, so that it is not found among what refers to the document.
 */
export const requestsQuery = {
  fetch: `*[_type == "${requestType}" && defined(*[_id == "drafts." + ^.documentId][0]._id)
    && askedAt > coalesce(*[_id == ^.documentId][0]._updatedAt, "")
  ] | order(askedAt asc){
    documentId, documentType, userId, by, note, askedAt, answer{by, note},
    ...*[_id == "drafts." + ^.documentId][0]{
      "title": coalesce(title, name, from, message, heading, clinicName)
    }
  }`,
  listen: '*[_type in $types]',
}

/** The parameters of `requestsQuery`; `documentTypes` are those that can be published. */
export function requestsParams(documentTypes: readonly string[]) {
  return { types: [...documentTypes, requestType] }
}

/** Reads the answer to `requestsQuery`. What no Studio wrote is no request: every form would fail by it. */
export function parseRequests(answer: unknown): PublicationRequest[] {
  return z
    .array(z.unknown())
    .parse(answer)
    .flatMap(item => request.safeParse(item).data ?? [])
}

/** Keeps a request, in place of an earlier one for the same document. */
export async function sendRequest(
  client: SanityClient,
  asked: Pick<PublicationRequest, 'documentId' | 'documentType' | 'userId' | 'by' | 'note'>,
): Promise<void> {
  const askedAt = new Date().toISOString()
  const document = { ...asked, _id: requestId(asked.documentId), _type: requestType, askedAt }
  await client.withConfig({ apiVersion }).createOrReplace(document, { tag: 'asking.ask' })
}

/** Ends a request that its author takes back. */
export async function takeBack(client: SanityClient, documentId: string): Promise<void> {
  await client.withConfig({ apiVersion }).delete(requestId(documentId), { tag: 'asking.take-back' })
}

/** Answers a request in words instead of publishing. */
export async function sendBack(
  client: SanityClient,
  documentId: string,
  answer: { by: string; note: string },
): Promise<void> {
  await client
    .withConfig({ apiVersion })
    .patch(requestId(documentId))
    .set({ answer })
    .commit({ tag: 'asking.send-back' })
}

/** An id has at most 128 characters; the ids of documents differ at their ends. */
function requestId(documentId: string): string {
  return `drafts.request.${documentId.slice(-100)}`
}
