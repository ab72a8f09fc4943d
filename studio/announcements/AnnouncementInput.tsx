import { Box, Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { useDeferredValue, useState } from 'react'
import { getPublishedId, type ObjectInputProps, type ObjectMember, pathToString, set } from 'sanity'
import { draftAnnouncement } from '../documents/overview.ts'
import { SmallButton } from '../panes/SmallButton.tsx'
import { AnnouncementPreview } from './AnnouncementPreview.tsx'
import { CancelCard } from './CancelCard.tsx'
import { neededFields } from './fields.ts'

/** The form of an announcement: what patients will see, the few fields that are always needed, and the rest folded away. */
export function AnnouncementInput(props: ObjectInputProps) {
  const { members, value, validation, focusPath } = props
  const [isOpen, setIsOpen] = useState(false)
  const announcement = draftAnnouncement.safeParse({ ...value, serviceId: Object(value?.service)._ref }).data
  const needed = neededFields(announcement?.kind ?? 'groupStart')
  const isNeeded = (member: ObjectMember) => member.kind !== 'field' || needed.has(member.name)
  // What is asked for, or wrong, is never folded away.
  const pointsToHidden = [focusPath, ...validation.map(({ path }) => path)].some(
    path => path.length > 0 && !needed.has(pathToString(path.slice(0, 1))),
  )
  const filled = members.filter(member => !isNeeded(member) && member.kind === 'field' && isFilled(member))
  const showsMore = isOpen || pointsToHidden
  // The form focuses its first focusable element. That must be a field, so buttons come after the fields.
  const hasFields = useDeferredValue(true, false)
  const isKept = Boolean(value && '_createdAt' in value && value._createdAt)
  return (
    <Stack gap={5}>
      {isKept && announcement?.kind === 'groupStart' && <CancelCard id={getPublishedId(announcement._id)} />}
      {props.renderDefault({ ...props, members: members.filter(isNeeded) })}
      {announcement && <AnnouncementPreview announcement={announcement} />}
      {hasFields && !isKept && !props.readOnly && announcement?.startDate && (
        <Keep onKeep={() => props.onChange(set(announcement.startDate, ['startDate']))} />
      )}
      {showsMore
        ? props.renderDefault({ ...props, members: members.filter(member => !isNeeded(member)) })
        : hasFields && (
            <SmallButton
              padding={3}
              text={filled.length > 0 ? `More choices (${filled.length} in use)` : 'More choices'}
              data-testid="more-choices"
              onClick={() => setIsOpen(true)}
            />
          )}
    </Stack>
  )
}

/** Nothing is saved of a new form before somebody changes it: what was filled in rightly is kept by a press. */
function Keep({ onKeep }: { onKeep: () => void }) {
  return (
    <Card tone="primary" border radius={2} padding={3}>
      <Flex gap={3} align="center" wrap="wrap">
        <Box flex={1}>
          <Text size={1}>Filled in from the last start of this group. Change what differs.</Text>
        </Box>
        <Button
          text="All of it is right"
          tone="primary"
          fontSize={1}
          data-testid="keep-filled-in"
          onClick={onKeep}
        />
      </Flex>
    </Card>
  )
}

/** Whether staff chose something in the field that it does not begin with. */
function isFilled(member: Extract<ObjectMember, { kind: 'field' }>): boolean {
  const { value } = member.field
  return member.name !== 'kind' && value !== undefined && value !== 'routine'
}
