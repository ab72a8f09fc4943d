import { Card, Stack, Text } from '@sanity/ui'
import type { SlugInputProps } from 'sanity'

/** The address of a page, with what becomes of visitors in words below it, where a sign alone would be passed over. */
export function AddressInput(props: SlugInputProps) {
  const notices = props.validation.filter(({ level }) => level !== 'error')
  return (
    <Stack gap={3}>
      {props.renderDefault(props)}
      {notices.map(({ level, message }) => (
        <Card
          key={message}
          tone={level === 'warning' ? 'caution' : 'primary'}
          border
          radius={2}
          padding={3}
          role="status"
          data-testid="address-notice"
        >
          <Text size={1}>{message}</Text>
        </Card>
      ))}
    </Stack>
  )
}
