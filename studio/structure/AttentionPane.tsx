import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { ClockIcon } from '@sanity/icons/Clock'
import { DocumentIcon } from '@sanity/icons/Document'
import { EditIcon } from '@sanity/icons/Edit'
import { ImageIcon } from '@sanity/icons/Image'
import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { Box, Flex, Stack } from '@sanity/ui'
import { LiveWords } from '../live/LiveBanner.tsx'
import { useOverview } from '../live/overview-context.ts'
import { PaneDocument, PaneNote, PaneSection } from '../panes/PaneList.tsx'
import { Muted } from '../panes/Words.tsx'
import { type AttentionSection, findAttention } from './attention.ts'

/** All that waits for staff, in one place, the most pressing first. */
export function AttentionPane() {
  const overview = useOverview()
  if (!overview) return <PaneNote>Looking…</PaneNote>
  const sections = findAttention(overview.content, overview.faults, overview.now)
  const waiting = sections.filter(({ items }) => items.length > 0)
  const done = sections.filter(({ items }) => items.length === 0)
  return (
    <Stack gap={5} padding={2} paddingBottom={6} data-testid="needs-attention">
      {overview.trouble && <LiveWords state={overview.trouble} siteUrl={null} />}
      {waiting.map(({ name, title, items }) => (
        <PaneSection
          key={name}
          name={name}
          title={title}
          count={items.length}
          tone={name === 'faults' ? 'critical' : 'caution'}
        >
          <Stack gap={1}>
            {items.map(({ id, type, title: itemTitle, points: [first, ...more] }) => (
              <PaneDocument
                key={id}
                id={id}
                type={type}
                title={itemTitle}
                words={first?.words ?? ''}
                field={first?.field}
                more={more}
                icon={icons[name]}
              />
            ))}
          </Stack>
        </PaneSection>
      ))}
      {done.length > 0 && (
        <Stack gap={3} padding={2}>
          {done.map(({ name, title }) => (
            <Flex key={name} gap={2} align="center">
              <Muted>
                <CheckmarkCircleIcon aria-hidden="true" />
              </Muted>
              <Box flex={1}>
                <Muted data-testid={`desk-done-${name}`}>{title}: none</Muted>
              </Box>
            </Flex>
          ))}
        </Stack>
      )}
    </Stack>
  )
}

/** The sign of each section. */
export const icons: Record<AttentionSection['name'], typeof ClockIcon> = {
  faults: WarningOutlineIcon,
  reviews: ClockIcon,
  pictures: ImageIcon,
  notices: DocumentIcon,
  drafts: EditIcon,
}
