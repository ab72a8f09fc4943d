import { Card, Flex, Stack, Text } from '@sanity/ui'
import type { ImageValue, ObjectInputProps } from 'sanity'
import { usePictureUrl } from '../inputs/pictures/use-picture-url.ts'
import { FieldWarnings } from '../panes/Warning.tsx'
import { Muted } from '../panes/Words.tsx'
import { useTypedText } from '../patients-view/use-typed-text.ts'

/** The icon, as it is on a tab and on a home screen. */
export function IconInput(props: ObjectInputProps<ImageValue>) {
  const clinicName = useTypedText('clinicName') || 'Your clinic'
  const url = usePictureUrl(props.value, { height: 200 })
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      <FieldWarnings validation={props.validation} />
      {url && (
        <Flex gap={4} align="center" wrap="wrap" data-testid="icon-preview">
          <Muted>On a tab and on a home screen:</Muted>
          <Card border radius={3} padding={2} tone="transparent">
            <Flex gap={2} align="center">
              <Icon url={url} size={16} />
              <Text size={1}>{clinicName}</Text>
            </Flex>
          </Card>
          <Icon url={url} size={60} />
        </Flex>
      )}
    </Stack>
  )
}

/** As src/images/icons draws it: whole, on white, a tenth of the icon from its edges. */
function Icon({ url, size }: { url: string; size: number }) {
  return (
    <img
      src={url}
      alt=""
      style={{
        width: size,
        height: size,
        boxSizing: 'border-box',
        padding: size / 10,
        objectFit: 'contain',
        background: '#fff',
        outline: '1px solid var(--card-border-color)',
        borderRadius: '22.5%',
      }}
    />
  )
}
