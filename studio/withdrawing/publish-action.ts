import { useToast } from '@sanity/ui/toast'
import { useEffect, useMemo, useRef } from 'react'
import { type DocumentActionComponent, type DocumentActionProps, useClient } from 'sanity'
import { apiVersion } from '../project.ts'
import { findPath, loadOldAddresses, writeOldAddresses } from './lake.ts'
import { type Publication, planAfterPublishing, planBeforePublishing } from './old-addresses.ts'

/**
 * Sanity's own “Publish”, which also keeps old addresses: before a page moves, its old address is told to lead to it;
 * once it is published at its address, earlier redirects from that address are removed.
 */
export function keepOldAddresses(usePublish: DocumentActionComponent): DocumentActionComponent {
  function usePublishKeepingAddresses(props: DocumentActionProps) {
    const description = usePublish(props)
    const client = useClient({ apiVersion })
    const toast = useToast()
    const { id, draft, published } = props
    const oldPath = findPath(published)
    const newPath = findPath(draft)
    // Sanity makes a new description whenever something changes: the latest is the one to follow.
    const latest = useRef(description?.onHandle)
    latest.current = description?.onHandle
    const awaited = useRef<{ page: Publication; before: string | undefined } | null>(null)
    const revision = published?._rev

    useEffect(() => {
      const { page, before } = awaited.current ?? {}
      if (!page || revision === before || oldPath !== page.newPath) return
      awaited.current = null
      void finish(page)

      async function finish(page: Publication): Promise<void> {
        const known = await loadOldAddresses(client, page.id, [page.newPath])
        await writeOldAddresses(client, planAfterPublishing(page, known))
        if (page.oldPath === null || page.oldPath === page.newPath) return
        const description = `Visitors of ${page.oldPath} are sent to ${page.newPath}.`
        toast.push({
          status: 'success',
          title: 'The page has a new address.',
          description,
          duration: 12_000,
          closable: true,
        })
      }
    }, [client, toast, revision, oldPath])

    return useMemo(() => {
      if (!description || newPath === null) return description
      const page: Publication = { id, oldPath, newPath }
      const moves = oldPath !== null && oldPath !== newPath
      const onHandle = async () => {
        awaited.current = { page, before: revision }
        if (moves) {
          try {
            const known = await loadOldAddresses(client, id, [oldPath, newPath])
            await writeOldAddresses(client, planBeforePublishing(page, known))
          } catch (error) {
            awaited.current = null
            const title = `Nothing was published: the old address ${oldPath} could not be kept.`
            toast.push({ status: 'error', title, description: toReason(error), closable: true })
            return
          }
        }
        latest.current?.()
      }
      return {
        ...description,
        ...(description.onHandle && { onHandle }),
        ...(moves &&
          !description.disabled && { title: `Visitors of ${oldPath} will be sent to the new address.` }),
      }
    }, [description, client, toast, id, oldPath, newPath, revision])
  }
  usePublishKeepingAddresses.action = 'publish' as const
  usePublishKeepingAddresses.displayName = 'PublishKeepingAddresses'
  return usePublishKeepingAddresses
}

/** Why a request was refused, in a sentence for staff. */
export function toReason(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return /permission|forbidden|unauthori[sz]ed/i.test(reason)
    ? `You may not change old addresses: ask an administrator for the role “Editor”. (${reason})`
    : `Try again in a moment. If it stays so, tell the person who looks after the site: ${reason}`
}
