import { Card, Heading, Stack } from '@sanity/ui'
import type { ReactNode } from 'react'

/** A part of the page: its heading, what is beside the heading, and its content. */
export function Part(props: { name: string; title: ReactNode; children: ReactNode }) {
  const { name, title, children } = props
  return (
    <Card
      as="section"
      radius={3}
      border
      padding={[3, 4]}
      data-testid={name}
      aria-labelledby={`${name}-title`}
    >
      <Stack gap={4}>
        <Heading as="h2" size={1} id={`${name}-title`}>
          {title}
        </Heading>
        {children}
      </Stack>
    </Card>
  )
}
