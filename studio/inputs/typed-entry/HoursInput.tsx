import { Stack, Text } from '@sanity/ui'
import { useEffect, useRef } from 'react'
import { type ObjectInputProps, type ObjectMember, set, unset } from 'sanity'
import { formatTimeOfDay } from '#domain/clinic-time.ts'
import { readHours } from '#domain/typed-hours.ts'
import { timeOfDayPattern } from '#domain/vocabulary.ts'
import type { Entry } from './entry.ts'
import { usePublishedId } from './inputs.tsx'
import { TypedEntry } from './TypedEntry.tsx'

const names = ['opens', 'closes']

/** A row of opening hours: its days, and “9 to 5:30” in one field, stored as the two times that the site reads. */
export function HoursInput(props: ObjectInputProps) {
  const { members, value, onChange, onPathFocus, focusPath, readOnly } = props
  const id = `${props.id}.opens`
  const box = useRef<HTMLInputElement>(null)
  // A day that differs may be closed: its hours are then left empty.
  const mayBeClosed = props.schemaType.name === 'specialHours'
  const hasFocus = names.includes(String(focusPath[0]))
  useEffect(() => {
    if (hasFocus) box.current?.focus()
  }, [hasFocus])
  return (
    <Stack gap={5}>
      {props.renderDefault({ ...props, members: members.filter(member => !isTime(member)) })}
      <Stack gap={3} data-testid="field-hours">
        <Text as="label" htmlFor={id} size={1} weight="medium">
          Hours
        </Text>
        <TypedEntry
          entry={mayBeClosed ? specialHoursEntry : hoursEntry}
          stored={storedHours({ ...value })}
          documentId={usePublishedId()}
          onChange={stored => {
            const [opens, closes] = mayBeClosed && stored === closedAllDay ? [] : partsOf(stored)
            onChange([
              opens ? set(opens, ['opens']) : unset(['opens']),
              closes ? set(closes, ['closes']) : unset(['closes']),
            ])
          }}
          box={{ id, ref: box, readOnly, onFocus: () => onPathFocus(['opens']) }}
        />
      </Stack>
    </Stack>
  )
}

/** Hours as the entry holds them: 09:00-17:30. */
const hoursPattern = /^(\d\d:\d\d)-(\d\d:\d\d)$/

const hoursEntry: Entry<string> = {
  placeholder: 'For example 9 to 5:30',
  read: text => {
    const reading = readHours(text)
    return 'fault' in reading ? reading : { value: `${reading.value.opens}-${reading.value.closes}` }
  },
  isValue: (stored): stored is string => {
    const [opens = '', closes = ''] = partsOf(stored)
    return timeOfDayPattern.test(opens) && timeOfDayPattern.test(closes) && opens < closes
  },
  write: inWords,
  words: inWords,
  question: () => null,
  keep: text => text,
}

/** Closed is what an empty field means, and says. */
const closedAllDay = 'closed'

const specialHoursEntry: Entry<string> = {
  ...hoursEntry,
  placeholder: 'Closed all day. Or for example 9 to noon',
  read: text =>
    /^\s*closed?(?: all day)?\s*$/i.test(text) ? { value: closedAllDay } : hoursEntry.read(text),
}

/** “9 AM to 5:30 PM” */
function inWords(hours: string): string {
  return partsOf(hours).map(formatTimeOfDay).join(' to ')
}

/** The two times of hours; of a text that is none, the text. */
function partsOf(stored: string | number | undefined): string[] {
  if (stored === undefined) return []
  return hoursPattern.exec(String(stored))?.slice(1) ?? [String(stored)]
}

function storedHours({ opens, closes }: Record<string, unknown>): string | undefined {
  const times = [opens, closes].filter(time => typeof time === 'string')
  return times.length > 0 ? times.join('-') : undefined
}

function isTime(member: ObjectMember): boolean {
  return member.kind === 'field' && names.includes(member.name)
}
