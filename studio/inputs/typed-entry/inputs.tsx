import { Flex } from '@sanity/ui'
import type { ReactNode } from 'react'
import {
  getPublishedId,
  type NumberInputProps,
  type StringInputProps,
  set,
  unset,
  useFormValue,
} from 'sanity'
import { formatDate, formatTimeOfDay } from '#domain/clinic-time.ts'
import { isDate, isInstant } from '#domain/iso-time.ts'
import { clockAt } from '#domain/typed-moment.ts'
import { useOverview } from '#studio/live/overview-context.ts'
import { SmallButton } from '../../panes/SmallButton.tsx'
import { CalendarButton } from './CalendarButton.tsx'
import {
  dateEntry,
  doiEntry,
  type Entry,
  momentEntry,
  numberEntry,
  phoneEntry,
  stateEntry,
  timeEntry,
} from './entry.ts'
import type { EntryOptions } from './options.ts'
import { TypedEntry } from './TypedEntry.tsx'

/** A date of the calendar, typed or chosen. */
export function DateInput(props: StringInputProps) {
  const options: EntryOptions = { ...props.schemaType.options }
  const { direction = 'ahead', timeField } = options
  const { now, zone, isKnown } = useClinicClock()
  const { value: stored } = props
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const choose = (date: string) => props.onChange(set(date))
  return (
    <EntryInput
      props={props}
      isReady={isKnown}
      entry={dateEntry(today, direction, timeField)}
      calendar={
        <Flex align="center">
          {/* What has been done is written down when it is done. */}
          {direction === 'back' && stored !== today.toString() && (
            <SmallButton mode="bleed" text="Today" onClick={() => choose(today.toString())} />
          )}
          <CalendarButton date={stored !== undefined && isDate(stored) ? stored : null} onChoose={choose} />
        </Flex>
      }
    />
  )
}

/** A moment in the clinic's time zone, whatever the zone of the computer it is typed on. */
export function MomentInput(props: StringInputProps) {
  const { dayMeans = 'start' }: EntryOptions = { ...props.schemaType.options }
  const { now, zone, isKnown } = useClinicClock()
  const { value: stored } = props
  const entry = momentEntry({ now, zone, direction: 'ahead', dayMeans }, clockName(zone))
  const clock = stored !== undefined && isInstant(stored) ? clockAt(stored, zone, dayMeans) : null
  const choose = (date: string) => {
    const text = [formatDate(date), clock?.time && formatTimeOfDay(clock.time)].filter(Boolean).join(', ')
    const reading = entry.read(text)
    props.onChange(set('value' in reading ? reading.value : text))
  }
  return (
    <EntryInput
      props={props}
      isReady={isKnown}
      entry={entry}
      calendar={<CalendarButton date={clock?.day ?? null} onChoose={choose} />}
    />
  )
}

export function TimeInput(props: StringInputProps) {
  return <EntryInput props={props} entry={timeEntry} />
}

export function PhoneInput(props: StringInputProps) {
  return <EntryInput props={props} entry={phoneEntry} />
}

export function StateInput(props: StringInputProps) {
  return <EntryInput props={props} entry={stateEntry} />
}

export function DoiInput(props: StringInputProps) {
  return <EntryInput props={props} entry={doiEntry} />
}

export function WholeNumberInput(props: NumberInputProps) {
  const { unit }: Pick<EntryOptions, 'unit'> = { ...props.schemaType.options }
  return <EntryInput props={props} entry={numberEntry(unit)} />
}

/** `isReady`: whether the data the entry needs has loaded; the field is read-only until then. */
function EntryInput<Value extends string | number>({
  props,
  entry,
  calendar,
  isReady = true,
}: {
  props: StringInputProps | NumberInputProps
  entry: Entry<Value>
  calendar?: ReactNode
  isReady?: boolean
}) {
  const { id, ref, onFocus, onBlur, readOnly, 'aria-describedby': describedBy } = props.elementProps
  const isLocked = readOnly || !isReady
  return (
    <TypedEntry
      entry={entry}
      stored={isReady ? props.value : undefined}
      onChange={stored => props.onChange(stored === undefined ? unset() : set(stored))}
      box={{ id, ref, onFocus, onBlur, readOnly: isLocked, 'aria-describedby': describedBy }}
      error={props.validationError}
      documentId={usePublishedId()}
      suffix={isLocked ? undefined : calendar}
    />
  )
}

/** The clinic's clock, with its city on a computer that has another. */
function clockName(zone: string): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ')
  return Temporal.Now.timeZoneId() === zone ? 'the clinic’s clock' : `the clinic’s clock (${city})`
}

/** The present and the zone of the clinic; any zone until the settings are read. */
function useClinicClock(): { now: Temporal.Instant; zone: string; isKnown: boolean } {
  const overview = useOverview()
  return overview
    ? { now: overview.now, zone: overview.content.zone, isKnown: true }
    : { now: Temporal.Now.instant(), zone: 'UTC', isKnown: false }
}

/** The document of the form that this is part of, by the id of its published version. */
export function usePublishedId(): string | undefined {
  const id = useFormValue(['_id'])
  return typeof id === 'string' ? getPublishedId(id) : undefined
}
