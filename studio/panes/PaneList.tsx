import { Badge, Box, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import type { ComponentType, ReactNode } from 'react'
import { usePaneRouter } from 'sanity/structure'
import { Muted } from './Words.tsx'

/** What a document waits for, in a sentence. */
export interface AttentionPoint {
  readonly words: string
  /** The field that is meant, where one is. */
  readonly field?: string
}

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
  /** What else is to be said of it, each with the way to its field. */
  more?: readonly AttentionPoint[]
}) {
  const { id, type, title, words, field, icon: Icon, more = [] } = props
  const { routerPanesState, groupIndex } = usePaneRouter()
  const isOpen = routerPanesState[groupIndex + 1]?.some(pane => pane.id === childIdOf(id) || pane.id === id)
  return (
    <Stack gap={1} data-testid={`desk-document-${id}`}>
      <PaneLink id={id} type={type} field={field} isOpen={isOpen === true}>
        <Box paddingTop={1}>
          <Muted>
            <Icon aria-hidden="true" />
          </Muted>
        </Box>
        <Stack gap={2} flex={1}>
          <Text size={1} weight="medium" textOverflow="ellipsis">
            {title}
          </Text>
          <Muted>{words}</Muted>
        </Stack>
      </PaneLink>
      {more.map(point => (
        <PaneLink key={`${point.field} ${point.words}`} id={id} type={type} field={point.field}>
          <Box flex={1} paddingLeft={4}>
            <Muted>{point.words}</Muted>
          </Box>
        </PaneLink>
      ))}
    </Stack>
  )
}

function PaneLink(props: {
  id: string
  type: string
  field: string | undefined
  isOpen?: boolean
  children: ReactNode
}) {
  const { id, type, field, isOpen = false, children } = props
  const { ChildLink } = usePaneRouter()
  return (
    <Card
      as={ChildLink}
      childId={childIdOf(id)}
      childParameters={{ type, ...(field && { path: field }) }}
      data-as="a"
      radius={2}
      padding={2}
      pressed={isOpen}
      selected={isOpen}
    >
      <Flex gap={3} align="flex-start">
        {children}
      </Flex>
    </Card>
  )
}

function childIdOf(id: string): string {
  return `__edit__${id}`
}

/** What a pane says while it has nothing to list. */
export function PaneNote({ children }: { children: ReactNode }) {
  return (
    <Box paddingX={2} paddingBottom={2}>
      <Muted>{children}</Muted>
    </Box>
  )
}
