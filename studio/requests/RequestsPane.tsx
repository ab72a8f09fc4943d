import { EnvelopeIcon } from '@sanity/icons/Envelope'
import { Stack } from '@sanity/ui'
import { useSchema } from 'sanity'
import { toSentence } from '../documents/announcement-lists.ts'
import { useOverview } from '../live/overview-context.ts'
import { PaneDocument, PaneNote } from '../panes/PaneList.tsx'
import { useRequests } from './RequestsProvider.tsx'

/** The drafts that somebody asks to have published. */
export function RequestsPane() {
  const requests = useRequests()
  const overview = useOverview()
  const schema = useSchema()
  if (!requests || !overview) return <PaneNote>Looking…</PaneNote>
  return (
    <Stack gap={1} padding={2} paddingTop={3} data-testid="publication-requests">
      {requests.length === 0 && <PaneNote>Nobody asks for anything to be published.</PaneNote>}
      {requests.map(({ documentId, documentType, title, by, note, answer }) => {
        const announcement = overview.content.announcements.find(({ _id }) => _id === `drafts.${documentId}`)
        const kind = schema.get(documentType)?.title ?? 'Document'
        const name = announcement ? toSentence(announcement, overview.content) : title
        return (
          <PaneDocument
            key={documentId}
            id={documentId}
            type={documentType}
            title={name ?? `${kind} without a title`}
            words={
              answer
                ? `Sent back by ${answer.by}: ${answer.note}`
                : [`${by} asks`, note].filter(Boolean).join(': ')
            }
            icon={EnvelopeIcon}
          />
        )
      })}
    </Stack>
  )
}
