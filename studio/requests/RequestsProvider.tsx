import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { documentTypes } from '#domain/document-types.ts'
import { useListened } from '../documents/use-listened.ts'
import {
  type PublicationRequest,
  parseRequests,
  requestsParams,
  requestsQuery,
} from './publication-request.ts'

const RequestsContext = createContext<readonly PublicationRequest[] | null>(null)
const params = requestsParams(documentTypes)

/** Reads once for the whole Studio what is asked to be published, and keeps it current. */
export function RequestsProvider({ children }: { children: ReactNode }) {
  const answer = useListened(requestsQuery, params)
  const requests = useMemo(() => (answer === null ? null : parseRequests(answer)), [answer])
  return <RequestsContext.Provider value={requests}>{children}</RequestsContext.Provider>
}

/** The drafts that somebody asks to have published, the oldest request first, answered ones included; null until read. */
export function useRequests(): readonly PublicationRequest[] | null {
  return useContext(RequestsContext)
}

/** The request about a document, by its published id; null where there is none. */
export function useRequest(documentId: string): PublicationRequest | null {
  return useRequests()?.find(request => request.documentId === documentId) ?? null
}
