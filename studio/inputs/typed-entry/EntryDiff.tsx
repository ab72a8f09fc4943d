import { Box, Text } from '@sanity/ui'
import { DiffFromTo, type DiffProps, type StringDiff, type StringSchemaType } from 'sanity'
import { formatDate } from '#domain/clinic-time.ts'
import { isDate, isInstant } from '#domain/iso-time.ts'
import { writeMoment } from '#domain/typed-moment.ts'
import { useOverview } from '#studio/live/overview-context.ts'
import type { EntryOptions } from './options.ts'

/** A change of a date or moment, as its field shows both; Sanity's own cannot show a text that is neither. */
export function EntryDiff({ diff, schemaType }: DiffProps<StringDiff>) {
  return (
    <DiffFromTo align="center" diff={diff} layout="grid" previewComponent={Stored} schemaType={schemaType} />
  )
}

function Stored({ value, schemaType }: { value: string; schemaType: StringSchemaType }) {
  const { dayMeans = 'start' }: EntryOptions = { ...schemaType.options }
  const zone = useOverview()?.content.zone
  const moment = zone && isInstant(value) ? writeMoment(value, zone, dayMeans) : value
  return (
    <Box padding={2}>
      <Text size={1}>{isDate(value) ? formatDate(value) : moment}</Text>
    </Box>
  )
}
