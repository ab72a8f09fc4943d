import { UndoIcon } from '@sanity/icons/Undo'
import { useToast } from '@sanity/ui/toast'
import { useState } from 'react'
import { type DocumentActionComponent, useClient, useCurrentUser, useDocumentPairPermissions } from 'sanity'
import { apiVersion } from '../project.ts'
import { NoteForm } from './NoteForm.tsx'
import { sendBack } from './publication-request.ts'
import { useRequest } from './RequestsProvider.tsx'

/** “Send back”, for those who may publish, while somebody asks them to. */
export const useSendBack: DocumentActionComponent = ({ id, type }) => {
  const [isOpen, setIsOpen] = useState(false)
  const client = useClient({ apiVersion })
  const by = useCurrentUser()?.name ?? ''
  const toast = useToast()
  const request = useRequest(id)
  const [mayPublish] = useDocumentPairPermissions({ id, type, permission: 'publish' })
  if (!request || request.answer || !mayPublish?.granted) return null
  const send = async (note: string) => {
    await sendBack(client, id, { by, note })
    setIsOpen(false)
    toast.push({ status: 'success', title: `Sent back to ${request.by}. The draft stays.` })
  }
  return {
    label: 'Send back',
    icon: UndoIcon,
    title: `${request.by} asks for publication`,
    onHandle: () => setIsOpen(true),
    dialog: isOpen && {
      type: 'dialog',
      header: `Send back to ${request.by}`,
      width: 'small',
      onClose: () => setIsOpen(false),
      content: (
        <NoteForm
          label="What should be changed?"
          explanation={`${request.by} reads this above the form. Patients never see it.`}
          initial=""
          action="Send back"
          isRequired
          onSend={send}
        />
      ),
    },
  }
}
useSendBack.displayName = 'SendBack'
