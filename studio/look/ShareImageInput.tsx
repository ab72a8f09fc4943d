import { Card, Stack, Text } from '@sanity/ui'
import type { ImageValue, ObjectInputProps } from 'sanity'
import { shareSize } from '#domain/share-size.ts'
import { usePictureUrl } from '../inputs/pictures/use-picture-url.ts'
import { findSiteUrl } from '../live/site-url.ts'
import { FieldWarnings } from '../panes/Warning.tsx'
import { Bold, Muted } from '../panes/Words.tsx'
import { useTypedText } from '../patients-view/use-typed-text.ts'

/** A picture for shared links, and a shared link with it. */
export function ShareImageInput(props: ObjectInputProps<ImageValue>) {
  const url = usePictureUrl(props.value, shareSize)
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      <FieldWarnings validation={props.validation} />
      {url && <SharedLink picture={url} />}
    </Stack>
  )
}

/** The home page as chat programs show a link to it: more or less, as each has its own way. */
function SharedLink({ picture }: { picture: string }) {
  const clinicName = useTypedText('clinicName')
  const description = useTypedText('description')
  const { width, height } = shareSize
  const site = findSiteUrl(document)
  return (
    <Stack gap={3}>
      <Muted>About how a shared link will look:</Muted>
      <Card border radius={3} overflow="hidden" style={{ maxWidth: '24rem' }} data-testid="shared-link">
        <img
          src={picture}
          alt=""
          style={{ display: 'block', width: '100%', aspectRatio: `${width} / ${height}`, objectFit: 'cover' }}
        />
        <Stack gap={3} padding={3}>
          <Bold>{clinicName || 'Your clinic'}</Bold>
          {description && <Muted>{description}</Muted>}
          {site && (
            <Text size={0} muted>
              {new URL(site).host}
            </Text>
          )}
        </Stack>
      </Card>
    </Stack>
  )
}
