import { Box, Card, Stack } from '@sanity/ui'
import { Preview, type SchemaType, useSchema } from 'sanity'
import { IntentLink } from 'sanity/router'
import { Muted } from '../panes/Words.tsx'
import type { Referrer } from './referrers.ts'

/** Where a compact preview begins its title, in pixels: its picture, and the gap after it. */
const besidePicture = 37

/** What refers to a document, each with its title, its kind, the field, and the way to it. */
export function ReferrerList({ referrers, name }: { referrers: readonly Referrer[]; name: string }) {
  return (
    <Card border radius={2} style={{ maxHeight: '15rem', overflowY: 'auto' }}>
      <Stack as="ul" padding={1} gap={1} data-testid={`withdrawing-${name}`}>
        {referrers.map(referrer => (
          <Box as="li" key={referrer.id}>
            <ReferrerItem referrer={referrer} />
          </Box>
        ))}
      </Stack>
    </Card>
  )
}

function ReferrerItem({ referrer }: { referrer: Referrer }) {
  const { id, type, fields } = referrer
  const schemaType = useSchema().get(type)
  if (!schemaType) return null
  const titles = fields.map(name => fieldTitle(schemaType, name)).filter(Boolean)
  const where = titles.length > 0 ? ` · in “${titles.join('”, “')}”` : ''
  return (
    <Card padding={1} radius={2}>
      <Stack gap={1}>
        <IntentLink intent="edit" params={{ id, type }} target="_blank" style={{ color: 'inherit' }}>
          <Preview schemaType={schemaType} value={{ _id: id, _type: type, _ref: id }} layout="compact" />
        </IntentLink>
        <Box paddingBottom={1} style={{ paddingInlineStart: besidePicture }}>
          <Muted>
            {schemaType.title}
            {where}
          </Muted>
        </Box>
      </Stack>
    </Card>
  )
}

function fieldTitle(schemaType: SchemaType, name: string): string {
  const fields = 'fields' in schemaType ? schemaType.fields : []
  return fields.find(field => field.name === name)?.type.title ?? ''
}
