import { EnvelopeIcon } from '@sanity/icons/Envelope'
import { useToast } from '@sanity/ui/toast'
import { useState } from 'react'
import {
  type DocumentActionComponent,
  type DocumentActionDescription,
  type DocumentActionProps,
  useClient,
  useCurrentUser,
  useDocumentPairPermissions,
  useSyncState,
} from 'sanity'
import { apiVersion } from '../project.ts'
import { NoteForm } from './NoteForm.tsx'
import { sendRequest, takeBack } from './publication-request.ts'
import { useRequest } from './RequestsProvider.tsx'

/** “Publish” for those who may, and “Ask for publication” in its place for those who may write drafts alone. */
export function requestInstead(usePublish: DocumentActionComponent): DocumentActionComponent {
  function usePublishOrAsk(props: DocumentActionProps) {
    const description = usePublish(props)
    const requestAction = useAsk(props)
    const { id, type } = props
    const [mayPublish, isLoading] = useDocumentPairPermissions({ id, type, permission: 'publish' })
    // Of a published document, “update” asks for more than a draft of it needs.
    const [mayDraft] = useDocumentPairPermissions({ id, type, permission: 'duplicate' })
    return !isLoading && mayPublish && !mayPublish.granted && mayDraft?.granted ? requestAction : description
  }
  usePublishOrAsk.action = 'publish' as const
  usePublishOrAsk.displayName = 'PublishOrAsk'
  return usePublishOrAsk
}

function useAsk({ id, type, draft }: DocumentActionProps): DocumentActionDescription {
  const [isOpen, setIsOpen] = useState(false)
  const client = useClient({ apiVersion })
  const user = useCurrentUser()
  const toast = useToast()
  const request = useRequest(id)
  const { isSyncing } = useSyncState(id, type)
  const isWaiting = request !== null && request.answer === null
  const send = async (note: string) => {
    const by = { userId: user?.id ?? '', by: user?.name ?? '' }
    await sendRequest(client, { documentId: id, documentType: type, ...by, note })
    setIsOpen(false)
    const description = 'Colleagues who may publish see it in the desk. You can go on writing meanwhile.'
    toast.push({ status: 'success', title: 'You asked for publication.', description })
  }
  const end = async () => {
    await takeBack(client, id)
    setIsOpen(false)
    toast.push({ status: 'success', title: 'You no longer ask for publication. The draft stays.' })
  }
  return {
    label: isWaiting ? 'Asked for publication' : 'Ask for publication',
    icon: EnvelopeIcon,
    tone: isWaiting ? 'default' : 'primary',
    disabled: !draft || isSyncing,
    title: draft
      ? 'Somebody who may publish reads it, and publishes it or sends it back'
      : 'There is nothing to publish: write something first',
    onHandle: () => setIsOpen(true),
    dialog: isOpen && {
      type: 'dialog',
      header: isWaiting ? 'You asked for publication' : 'Ask for publication',
      width: 'small',
      onClose: () => setIsOpen(false),
      content: (
        <NoteForm
          label="Note (may stay empty)"
          explanation="Somebody who may publish reads your draft, and publishes it or sends it back. Patients never see this note."
          initial={isWaiting ? request.note : ''}
          action={isWaiting ? 'Change the note' : 'Ask'}
          {...(isWaiting && { other: { label: 'Take it back', onPress: end } })}
          onSend={send}
        />
      ),
    },
  }
}
