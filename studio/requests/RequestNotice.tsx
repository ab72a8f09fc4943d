import { Card, Stack, Text } from '@sanity/ui'
import { getPublishedId, type InputProps, useCurrentUser } from 'sanity'
import { formDocumentId } from '../documents/form-document.ts'
import { formatMoment } from '../documents/format-moment.ts'
import { useOverview } from '../live/overview-context.ts'
import { Bold } from '../panes/Words.tsx'
import { useRequest } from './RequestsProvider.tsx'
import { noticeWords } from './request-words.ts'

/** Above the form of a draft that somebody asked to have published: who asked, with their note. */
export function RequestInput(props: InputProps) {
  const id = formDocumentId(props)
  if (id === null) return props.renderDefault(props)
  return (
    <Stack gap={5}>
      <RequestNotice documentId={getPublishedId(id)} />
      {props.renderDefault(props)}
    </Stack>
  )
}

function RequestNotice({ documentId }: { documentId: string }) {
  const request = useRequest(documentId)
  const overview = useOverview()
  const isOwn = useCurrentUser()?.id === request?.userId
  if (!request || !overview) return null
  const moment = formatMoment(request.askedAt, overview.content.zone, overview.now)
  const { heading, note, advice } = noticeWords(request, isOwn, moment)
  return (
    <Card
      tone={request.answer ? 'caution' : 'primary'}
      border
      radius={2}
      padding={3}
      data-testid="request-notice"
    >
      <Stack gap={3}>
        <Bold>{heading}</Bold>
        {note && (
          <Text size={1} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            “{note}”
          </Text>
        )}
        <Text size={1}>{advice}</Text>
      </Stack>
    </Card>
  )
}
