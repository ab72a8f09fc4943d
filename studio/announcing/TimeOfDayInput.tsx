import { Stack, Text, TextInput } from '@sanity/ui'
import { useEffect, useState } from 'react'
import { PatchEvent, type StringInputProps, set, unset } from 'sanity'
import { formatTimeOfDay } from '../../src/clinic/clinic-time.ts'
import { timeOfDayPattern } from '../../src/clinic/vocabulary.ts'
import { readTimeOfDay } from './time-of-day.ts'

/** Takes a time as people write it, and keeps it as the site reads it: “6 PM” is stored as 18:00. */
export function TimeOfDayInput({ value = '', onChange, elementProps }: StringInputProps) {
  const [written, setWritten] = useState(asWritten(value))
  const { onBlur, onFocus, ref, id, readOnly } = elementProps
  // A change from elsewhere is shown; what somebody is writing that means the same is left as it is.
  useEffect(() => {
    setWritten(current => ((readTimeOfDay(current) ?? current) === value ? current : asWritten(value)))
  }, [value])
  const take = (text: string) => {
    setWritten(text)
    const time = readTimeOfDay(text) ?? text.trim()
    onChange(PatchEvent.from(time ? set(time) : unset()))
  }
  return (
    <Stack gap={2}>
      <TextInput
        id={id}
        ref={ref}
        value={written}
        readOnly={readOnly}
        placeholder="6 PM"
        autoComplete="off"
        aria-describedby={elementProps['aria-describedby']}
        onFocus={onFocus}
        onBlur={event => {
          setWritten(asWritten(value))
          onBlur(event)
        }}
        onChange={event => take(event.currentTarget.value)}
      />
      {timeOfDayPattern.test(value) && written !== formatTimeOfDay(value) && (
        <Text size={1} muted>
          {formatTimeOfDay(value)} by the clinic’s clock
        </Text>
      )}
    </Stack>
  )
}

function asWritten(value: string): string {
  return timeOfDayPattern.test(value) ? formatTimeOfDay(value) : value
}
