import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { Card, Flex, Heading, Stack, Text, useMediaIndex } from '@sanity/ui'
import { hasEnd } from '../documents/announcement-lists.ts'
import type { DraftAnnouncement } from '../documents/overview.ts'
import { windowInWords } from '../documents/window-words.ts'
import { type Overview, useOverview } from '../live/overview-context.ts'
import { announcementWarnings, findSentence } from './announcement-warnings.ts'
import { barLook, phoneWidth } from './bar-look.ts'

/** What patients will see of the announcement, from when to when, and what is unusual about it. */
export function AnnouncementPreview({ announcement }: { announcement: DraftAnnouncement }) {
  const overview = useOverview()
  if (!overview) return null
  const sentence = findSentence(announcement, overview.content)
  const warnings = announcementWarnings(announcement, overview.content, overview.now)
  return (
    <Card border radius={2} padding={4} data-testid="announcement-preview">
      <Stack gap={4}>
        <Heading as="h2" size={1}>
          What patients will see
        </Heading>
        {sentence ? (
          <Bars sentence={sentence} isUrgent={announcement.urgency === 'urgent'} />
        ) : (
          <Missing announcement={announcement} />
        )}
        <Text size={1} weight="medium" data-testid="announcement-window">
          {windowWords(announcement, overview)}
        </Text>
        {warnings.map(({ name, words }) => (
          <Card key={name} tone="caution" radius={2} padding={3} data-testid={`announcement-warning-${name}`}>
            <Flex gap={3}>
              <Text size={1} aria-hidden="true">
                <WarningOutlineIcon />
              </Text>
              <Text size={1}>{words}</Text>
            </Flex>
          </Card>
        ))}
      </Stack>
    </Card>
  )
}

function windowWords(announcement: DraftAnnouncement, { content, now }: Overview): string {
  if (hasEnd(announcement, content.zone)) return windowInWords(announcement, content.zone, now)
  return announcement.kind === 'groupStart'
    ? 'Choose the date of the first meeting: patients see the announcement until the end of that day.'
    : 'Choose when it ends under “Show until”: it then disappears by itself.'
}

function Missing({ announcement: { kind } }: { announcement: DraftAnnouncement }) {
  return (
    <Text size={1} muted>
      {kind === 'groupStart'
        ? 'Choose the group and the date: the sentence is written from them.'
        : 'Write the sentence that patients will read.'}
    </Text>
  )
}

/** The bar as wide as the form, and as wide as a phone, which on a phone is the same. */
function Bars({ sentence, isUrgent }: { sentence: string; isUrgent: boolean }) {
  const isPhone = useMediaIndex() === 0
  return (
    <Stack gap={3}>
      <Bar sentence={sentence} isUrgent={isUrgent} />
      {!isPhone && (
        <Stack gap={2}>
          <Text size={0} muted>
            On a phone
          </Text>
          <div style={{ maxWidth: phoneWidth }} aria-hidden="true">
            <Bar sentence={sentence} isUrgent={isUrgent} />
          </div>
        </Stack>
      )}
    </Stack>
  )
}

function Bar({ sentence, isUrgent }: { sentence: string; isUrgent: boolean }) {
  const { background, color } = isUrgent ? barLook.urgent : barLook.calm
  return (
    <div
      style={{
        background,
        color,
        padding: '0.4rem 1.125rem',
        fontSize: '1.0625rem',
        lineHeight: 1.35,
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'space-between',
        gap: '0.75rem',
      }}
    >
      <span>
        <strong data-testid="announcement-sentence" style={{ fontWeight: 700, marginInlineEnd: '0.75rem' }}>
          {/[.!?]$/.test(sentence) ? sentence : `${sentence}.`}
        </strong>
        <span
          style={{
            fontWeight: 700,
            textDecoration: 'underline',
            display: 'inline-block',
            paddingBlock: '0.3rem',
          }}
        >
          Learn more
        </span>
      </span>
      <span aria-hidden="true" style={{ fontSize: '1.4rem' }}>
        ×
      </span>
    </div>
  )
}
