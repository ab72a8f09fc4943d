import { Box, Button, Card, Dialog, Flex, Stack, Text } from '@sanity/ui'
import { useState } from 'react'
import { announcementState, announcementWindow } from '#domain/announcements.ts'
import { endOfWindow } from '../documents/window-words.ts'
import { Bold } from '../panes/Words.tsx'
import { CancelForm } from './CancelForm.tsx'
import { type Cancelling, useCancelling } from './use-cancelling.ts'

/** In the form of a group start: that it is cancelled, and the way back; else the way to cancel it. */
export function CancelCard({ id }: { id: string }) {
  const cancelling = useCancelling(id)
  const [isOpen, setIsOpen] = useState(false)
  if (!cancelling || cancelling.stage === 'over' || !cancelling.mayPublish) return null
  const isCancelled = cancelling.stage === 'cancelled'
  return (
    <Card tone={isCancelled ? 'caution' : 'default'} border radius={2} padding={3} data-testid="cancel-card">
      <Flex gap={4} align="center" wrap="wrap">
        <Box flex={1} style={{ minWidth: '12rem' }}>
          {isCancelled ? (
            <Said cancelling={cancelling} />
          ) : (
            <Text size={1}>Does the group not start after all?</Text>
          )}
        </Box>
        {isCancelled ? (
          <Button
            tone="primary"
            fontSize={1}
            text="The group does take place"
            loading={cancelling.isBusy}
            onClick={() => void cancelling.restore()}
          />
        ) : (
          <Button mode="ghost" fontSize={1} text="Cancel this group" onClick={() => setIsOpen(true)} />
        )}
      </Flex>
      {isOpen && !isCancelled && (
        <Dialog id="cancel-group" header="Cancel this group" width={1} onClose={() => setIsOpen(false)}>
          <Box padding={4}>
            <CancelForm cancelling={cancelling} onClose={() => setIsOpen(false)} />
          </Box>
        </Dialog>
      )}
    </Card>
  )
}

function Said({ cancelling: { published, zone, now } }: { cancelling: Cancelling }) {
  const isLive = announcementState(published, zone, now) === 'live'
  const { until } = announcementWindow(published, zone)
  return (
    <Stack gap={3}>
      <Bold>This group is cancelled</Bold>
      <Text size={1}>
        {isLive
          ? `Patients read so until ${endOfWindow(until, zone, now)}.`
          : 'Patients read nothing of it any more.'}
      </Text>
    </Stack>
  )
}
