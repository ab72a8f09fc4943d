import { ErrorOutlineIcon } from '@sanity/icons/ErrorOutline'
import { Box, Card, Flex, Stack, Text } from '@sanity/ui'
import { useEffect, useState } from 'react'
import { type Path, pathsAreEqual, useSchema, useValidationStatus, type ValidationMarker } from 'sanity'
import { fieldTitle, placedPath } from '#studio/documents/field-title.ts'
import { OpenField } from '#studio/live/LiveBanner.tsx'
import { Bold, Sign } from '../../panes/Words.tsx'

/** How long something is wrong before it is said above the form, in milliseconds: typing and clicks are not to be disturbed. */
const patienceMs = 500

/** Above the form: the entries that cannot be published, each with a link to its field. */
export function EntryFaults(props: { document: { _id: string; _type: string }; focusPath: Path }) {
  const { document, focusPath } = props
  const { _id, _type } = document
  const schemaType = useSchema().get(_type)
  const { validation } = useValidationStatus(_id, _type, true)
  // The field that somebody is in says so itself.
  const isInFault = globalThis.document.activeElement?.getAttribute('aria-invalid') === 'true'
  const faults = usePatience(
    validation.filter(
      marker => isFilledIn(marker, document) && !(isInFault && pathsAreEqual(marker.path, focusPath)),
    ),
  )
  if (faults.length === 0) return null
  // One line a field: what comes last is the most particular.
  const messages = new Map(faults.map(({ path, message }) => [placedPath(path, document), message]))
  return (
    <Card tone="critical" border radius={2} padding={3} data-testid="entry-faults">
      <Flex gap={3}>
        <Sign icon={ErrorOutlineIcon} />
        <Stack gap={4} flex={1}>
          <Bold role="status">This cannot be published yet.</Bold>
          {[...messages].map(([field, message]) => (
            <Stack key={field} gap={3}>
              <Text size={1}>
                <strong>{fieldTitle(schemaType, field)}:</strong> {message}
              </Text>
              <Box>
                <OpenField type={_type} field={field} />
              </Box>
            </Stack>
          ))}
        </Stack>
      </Flex>
    </Card>
  )
}

/** Whether an error is about an entry. Empty fields are reported at the field only. */
function isFilledIn({ level, path }: ValidationMarker, document: object): boolean {
  const value = valueAt(path, document)
  return (
    level === 'error' && (typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''))
  )
}

function valueAt(path: Path, document: object): unknown {
  return path.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return value.find(item => Object(item)._key === Object(part)._key)
    return Object(value)[String(part)]
  }, document)
}

/** Faults that have been there for a while; what is mended is gone at once. */
function usePatience(faults: ValidationMarker[]): ValidationMarker[] {
  const [known, setKnown] = useState('')
  const current = faults.map(({ path, message }) => JSON.stringify([path, message])).join()
  useEffect(() => {
    const timer = setTimeout(() => setKnown(current), patienceMs)
    return () => clearTimeout(timer)
  }, [current])
  return known === current ? faults : []
}
