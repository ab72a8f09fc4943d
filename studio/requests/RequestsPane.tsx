import { EnvelopeIcon } from '@sanity/icons/Envelope'
import { Stack } from '@sanity/ui'
import { useSchema } from 'sanity'
import { sentenceOf } from '../documents/announcement-lists.ts'
import { useDesk } from '../live/overview-context.ts'
import { PaneDocument, PaneNote } from '../panes/PaneList.tsx'
import { useRequests } from './RequestsProvider.tsx'

/** The drafts that somebody asks to have published. */
export function RequestsPane() {
  const requests = useRequests()
  const desk = useDesk()
  const schema = useSchema()
  if (!requests || !desk) return <PaneNote>Looking…</PaneNote>
  return (
    <Stack gap={1} padding={2} paddingTop={3} data-testid="publication-requests">
      {requests.length === 0 && <PaneNote>Nobody asks for anything to be published.</PaneNote>}
      {requests.map(({ documentId, documentType, title, by, note, answer }) => {
        const announcement = desk.content.announcements.find(({ _id }) => _id === `drafts.${documentId}`)
        const kind = schema.get(documentType)?.title ?? 'Document'
        const name = announcement ? sentenceOf(announcement, desk.content) : title
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
