import { TrashIcon } from '@sanity/icons/Trash'
import { UnpublishIcon } from '@sanity/icons/Unpublish'
import { useMemo, useState } from 'react'
import {
  type DocumentActionComponent,
  type DocumentActionDescription,
  type DocumentActionProps,
  InsufficientPermissionsMessage,
  useCurrentUser,
  useDocumentPairPermissions,
} from 'sanity'
import type { Leaving } from './lake.ts'
import { WithdrawDialog } from './WithdrawDialog.tsx'

const looks = {
  unpublish: { label: 'Unpublish', icon: UnpublishIcon, refusal: 'unpublish-document' },
  delete: { label: 'Delete', icon: TrashIcon, refusal: 'delete-document' },
} as const

/** “Unpublish” and “Delete”, which ask first where visitors shall go. In the menu of every version of a document. */
export const useUnpublish = withdrawAction('unpublish')
export const useDelete = withdrawAction('delete')

function withdrawAction(leaving: Leaving): DocumentActionComponent {
  function useWithdraw(props: DocumentActionProps): DocumentActionDescription | null {
    const { id, type, draft, published, ready } = props
    const [isOpen, setIsOpen] = useState(false)
    const [permissions, isLoading] = useDocumentPairPermissions({ id, type, permission: leaving })
    const currentUser = useCurrentUser()
    return useMemo(() => {
      const { label, icon, refusal } = looks[leaving]
      const action = { label, icon, tone: 'critical' as const }
      const subject = leaving === 'unpublish' ? published : (published ?? draft)
      if (!isLoading && !permissions?.granted) {
        const title = <InsufficientPermissionsMessage context={refusal} currentUser={currentUser} />
        return { ...action, disabled: true, title }
      }
      const close = () => setIsOpen(false)
      return {
        ...action,
        disabled: isLoading || !ready || !subject,
        title: !subject && ready ? 'It is not on the site: there is nothing to take off.' : '',
        onHandle: () => setIsOpen(true),
        dialog: isOpen &&
          subject && {
            type: 'custom',
            component: (
              <WithdrawDialog
                leaving={leaving}
                subject={subject}
                draft={draft}
                isPublished={Boolean(published)}
                onClose={close}
              />
            ),
          },
      }
    }, [draft, published, ready, isOpen, isLoading, permissions?.granted, currentUser])
  }
  useWithdraw.action = leaving
  useWithdraw.displayName = looks[leaving].label
  return useWithdraw
}
