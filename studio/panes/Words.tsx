import { Card, Text, type TextProps } from '@sanity/ui'
import type { ComponentType, ReactNode } from 'react'

/*
 * The words of the Studio's own parts, by what they are for.
 */

/** What explains, and may be passed over. */
export function Muted(props: TextProps) {
  return <Text size={1} muted {...props} />
}

/** What a few lines are about. */
export function Bold(props: TextProps) {
  return <Text size={1} weight="semibold" {...props} />
}

/** Names the text box with the id. */
export function FieldLabel(props: TextProps<'label'>) {
  return <Text as="label" size={1} weight="semibold" {...props} />
}

/** An icon beside words that say the same. */
export function Sign({ icon: Icon }: { icon: ComponentType }) {
  return (
    <Text size={1} aria-hidden="true">
      <Icon />
    </Text>
  )
}

/** Why something could not be done. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <Card tone="critical" border radius={2} padding={3} role="alert">
      <Text size={1}>{children}</Text>
    </Card>
  )
}
