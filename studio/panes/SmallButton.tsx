import { Button, type ButtonProps } from '@sanity/ui'

/** What can be done with what is beside it. */
export function SmallButton(props: ButtonProps) {
  return <Button mode="ghost" fontSize={1} padding={2} {...props} />
}
