import { Card, Stack, Text } from '@sanity/ui'
import { getPublishedId, type InputProps, useCurrentUser } from 'sanity'
import { useDesk } from '../desk/desk-context.ts'
import { formatMoment } from '../live/format-moment.ts'
import type { PublicationRequest } from './publication-request.ts'
import { useRequest } from './RequestsProvider.tsx'

/** Above the form of a draft that somebody asks to have published: who, and in which words. */
export function RequestInput(props: InputProps) {
  const { path, value } = props
  const id: unknown = value instanceof Object && '_id' in value ? value._id : null
  if (path.length > 0 || typeof id !== 'string') return props.renderDefault(props)
  return (
    <Stack gap={5}>
      <RequestNotice documentId={getPublishedId(id)} />
      {props.renderDefault(props)}
    </Stack>
  )
}

function RequestNotice({ documentId }: { documentId: string }) {
  const request = useRequest(documentId)
  const desk = useDesk()
  const isOwn = useCurrentUser()?.id === request?.userId
  if (!request || !desk) return null
  const moment = formatMoment(request.askedAt, desk.content.zone, desk.now)
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
        <Text size={1} weight="semibold">
          {heading}
        </Text>
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

/** What the notice says; `moment` is when it was asked, in words. */
export function noticeWords(request: PublicationRequest, isOwn: boolean, moment: string) {
  const { by, note, answer } = request
  if (answer) {
    return {
      heading: `${answer.by} sent it back`,
      note: answer.note,
      advice: isOwn
        ? 'Change the draft, then ask again.'
        : `${by} asked for publication, and is to change the draft first.`,
    }
  }
  return {
    heading: `${isOwn ? 'You ask' : `${by} asks`} for publication (${moment})`,
    note,
    advice: isOwn
      ? 'Somebody who may publish reads it. You can go on writing meanwhile.'
      : 'Publish it, or choose “Send back” in the menu beside “Publish” and say what is missing.',
  }
}
