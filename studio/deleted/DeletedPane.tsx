import { Card, Flex, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { useMemo, useState } from 'react'
import { useClient, useSchema } from 'sanity'
import { useRouter } from 'sanity/router'
import { documentTypes } from '#domain/document-types.ts'
import { formatMoment } from '../documents/format-moment.ts'
import { useListened } from '../documents/use-listened.ts'
import { useOverview } from '../live/overview-context.ts'
import { PaneNote } from '../panes/PaneList.tsx'
import { SmallButton } from '../panes/SmallButton.tsx'
import { Muted } from '../panes/Words.tsx'
import { apiVersion } from '../project.ts'
import {
  bringBack,
  type Deleted,
  deletedParams,
  deletedQuery,
  keptDays,
  parseDeleted,
} from './deleted-document.ts'

/** What staff deleted, by its name, each with the way back. */
export function DeletedPane() {
  const params = useMemo(() => deletedParams(Temporal.Now.instant(), documentTypes), [])
  const answer = useListened(deletedQuery, params)
  const overview = useOverview()
  if (answer === null || !overview) return <PaneNote>Looking…</PaneNote>
  const deleted = parseDeleted(answer)
  return (
    <Stack gap={3} padding={3} paddingBottom={6} data-testid="recently-deleted">
      <Muted>
        {deleted.length > 0
          ? `What was deleted in the last ${keptDays} days. It comes back as a draft, which patients do not see.`
          : `Nothing was deleted in the last ${keptDays} days.`}
      </Muted>
      {deleted.map(each => (
        <DeletedItem key={each._id} deleted={each} zone={overview.content.zone} now={overview.now} />
      ))}
    </Stack>
  )
}

function DeletedItem(props: { deleted: Deleted; zone: string; now: Temporal.Instant }) {
  const { deleted, zone, now } = props
  const { title, by, _createdAt, documentId, documentType } = deleted
  const client = useClient({ apiVersion })
  const toast = useToast()
  const { navigateIntent } = useRouter()
  const kind = useSchema().get(documentType)?.title ?? 'Document'
  const [isBusy, setIsBusy] = useState(false)
  const handle = async () => {
    setIsBusy(true)
    try {
      await bringBack(client, deleted)
      toast.push({
        status: 'success',
        title: `“${title}” is back as a draft.`,
        description: 'Publish it when patients should see it again.',
      })
      navigateIntent('edit', { id: documentId, type: documentType })
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error)
      toast.push({ status: 'error', title: `“${title}” could not be brought back.`, description })
      setIsBusy(false)
    }
  }
  return (
    <Card border radius={2} padding={3} data-testid={`deleted-${documentId}`}>
      <Flex gap={3} align="center">
        <Stack gap={2} flex={1}>
          <Text size={1} weight="medium" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Text>
          <Muted>
            {kind} · deleted {formatMoment(_createdAt, zone, now)}
            {by && ` by ${by}`}
          </Muted>
        </Stack>
        <SmallButton
          padding={3}
          text="Bring back"
          aria-label={`Bring back “${title}”`}
          loading={isBusy}
          disabled={isBusy}
          onClick={() => void handle()}
        />
      </Flex>
    </Card>
  )
}
