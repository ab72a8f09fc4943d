import { Badge, Box, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import type { ComponentType, ReactNode } from 'react'
import { usePaneRouter } from 'sanity/structure'

/** A part of a pane: its title with the number of its items, then these. */
export function PaneSection(props: {
  name: string
  title: string
  count: number
  tone?: 'caution' | 'critical' | 'positive' | 'primary' | 'default'
  children: ReactNode
}) {
  const { name, title, count, tone = 'default', children } = props
  return (
    <Stack gap={2} data-testid={`desk-section-${name}`}>
      <Flex align="center" gap={2} paddingX={2} paddingTop={2}>
        <Heading as="h2" size={0} muted>
          {title}
        </Heading>
        <Badge tone={count > 0 ? tone : 'default'} data-testid={`desk-count-${name}`}>
          {count}
        </Badge>
      </Flex>
      {children}
    </Stack>
  )
}

/** A document in a pane: opens its form beside the list, at the field that is meant, if one is. */
export function PaneDocument(props: {
  id: string
  type: string
  title: string
  words: string
  field?: string | undefined
  icon: ComponentType
}) {
  const { id, type, title, words, field, icon: Icon } = props
  const { ChildLink, routerPanesState, groupIndex } = usePaneRouter()
  const childId = `__edit__${id}`
  const isOpen = routerPanesState[groupIndex + 1]?.some(pane => pane.id === childId || pane.id === id)
  return (
    <Card
      as={ChildLink}
      childId={childId}
      childParameters={{ type, ...(field && { path: field }) }}
      data-as="a"
      radius={2}
      padding={2}
      pressed={isOpen}
      selected={isOpen}
      data-testid={`desk-document-${id}`}
    >
      <Flex gap={3} align="flex-start">
        <Box paddingTop={1}>
          <Text size={1} muted>
            <Icon aria-hidden="true" />
          </Text>
        </Box>
        <Stack gap={2} flex={1}>
          <Text size={1} weight="medium" textOverflow="ellipsis">
            {title}
          </Text>
          <Text size={1} muted>
            {words}
          </Text>
        </Stack>
      </Flex>
    </Card>
  )
}

/** What a pane says while it has nothing to list. */
export function PaneNote({ children }: { children: ReactNode }) {
  return (
    <Box paddingX={2} paddingBottom={2}>
      <Text size={1} muted>
        {children}
      </Text>
    </Box>
  )
}
