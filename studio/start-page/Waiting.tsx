import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { Badge, Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { useWorkspace } from 'sanity'
import { IntentLink, Link } from 'sanity/router'
import { LiveWords } from '../live/LiveBanner.tsx'
import type { Overview } from '../live/overview-context.ts'
import { Part } from '../panes/Part.tsx'
import { Muted } from '../panes/Words.tsx'
import { icons } from '../structure/AttentionPane.tsx'
import { findAttention } from '../structure/attention.ts'

/** How many documents are listed here; the structure tool lists all. */
const most = 6

/** What “Needs attention” holds, the most pressing first. */
export function Waiting({ overview: { content, faults, trouble, now } }: { overview: Overview }) {
  const { basePath } = useWorkspace()
  const items = findAttention(content, faults, now).flatMap(({ name, items }) =>
    items.map(item => ({ ...item, name })),
  )
  const title = (
    <Flex gap={2} align="center">
      Needs attention
      <Badge tone={items.length > 0 ? 'caution' : 'default'} data-testid="waiting-count">
        {items.length}
      </Badge>
    </Flex>
  )
  return (
    <Part name="waiting" title={title}>
      {trouble && <LiveWords state={trouble} siteUrl={null} />}
      {items.length === 0 && !trouble && (
        <Text size={1}>
          <CheckmarkCircleIcon aria-hidden="true" /> Nothing waits for you.
        </Text>
      )}
      <Stack gap={1}>
        {items.slice(0, most).map(({ id, type, title, name, points: [first, ...more] }) => {
          const Icon = icons[name]
          const rest = more.length > 0 ? ` · ${more.length} more ${more.length > 1 ? 'things' : 'thing'}` : ''
          return (
            <Card
              key={id}
              as={IntentLink}
              intent="edit"
              params={{ id, type, ...(first?.field && { path: first.field }) }}
              data-as="a"
              radius={2}
              padding={2}
              data-testid={`waiting-${id}`}
            >
              <Flex gap={3}>
                <Muted aria-hidden="true">
                  <Icon />
                </Muted>
                <Stack gap={2} flex={1}>
                  <Text size={1} weight="medium">
                    {title}
                  </Text>
                  <Muted>
                    {first?.words}
                    {rest}
                  </Muted>
                </Stack>
              </Flex>
            </Card>
          )
        })}
      </Stack>
      {items.length > most && (
        <Button
          as={Link}
          href={`${basePath.replace(/\/$/, '')}/structure/needs-attention`}
          mode="ghost"
          fontSize={1}
          text={`See all ${items.length}`}
        />
      )}
    </Part>
  )
}
