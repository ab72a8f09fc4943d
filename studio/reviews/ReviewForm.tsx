import { Button, Card, Flex, Select, Stack, Text } from '@sanity/ui'
import { type ReactNode, useId, useState } from 'react'
import { formatDate, parseDate } from '#domain/clinic-time.ts'
import { isDate } from '#domain/iso-time.ts'
import { nextReviewDate } from '#domain/reviews.ts'
import { CalendarButton } from '../inputs/typed-entry/CalendarButton.tsx'
import { dateEntry, numberEntry } from '../inputs/typed-entry/entry.ts'
import { TypedEntry } from '../inputs/typed-entry/TypedEntry.tsx'
import { FieldLabel, Muted } from '../panes/Words.tsx'
import type { Reviewer } from './find-reviewer.ts'
import { type ReviewEntry, reviewFault } from './review-entry.ts'

/** Who reviewed the article, when, and for how long that holds; with the date that follows. */
export function ReviewForm(props: {
  reviewers: readonly Reviewer[]
  initial: ReviewEntry
  /** The date by the clinic's calendar. */
  today: string
  authorId: string | null
  /** Why it cannot be published at once; null when it can. */
  waits: string | null
  onMark: (entry: ReviewEntry, isPublished: boolean) => void
}) {
  const { reviewers, initial, today, authorId, waits, onMark } = props
  const [entry, setEntry] = useState(initial)
  const fault = reviewFault(entry, today)
  const { reviewer, date, months } = entry
  return (
    <Stack gap={5} data-testid="review-form">
      <Field label="Who reviewed it?">
        {id => (
          <Select
            id={id}
            value={reviewer}
            onChange={({ currentTarget }) => setEntry({ ...entry, reviewer: currentTarget.value })}
          >
            <option value="">Choose a person</option>
            {reviewers.map(person => (
              <option key={person.id} value={person.id}>
                {[person.name, person.credentials].filter(Boolean).join(', ')}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="When?">
        {id => (
          <TypedEntry
            entry={dateEntry(parseDate(today), 'back')}
            stored={date || undefined}
            onChange={chosen => setEntry({ ...entry, date: chosen ?? '' })}
            box={{ id }}
            suffix={
              <CalendarButton
                date={isDate(date) ? date : null}
                onChoose={chosen => setEntry({ ...entry, date: chosen })}
              />
            }
          />
        )}
      </Field>
      <Field label="Review again after (months)">
        {id => (
          <TypedEntry
            entry={numberEntry('month')}
            stored={months === '' ? undefined : Number(months)}
            onChange={count => setEntry({ ...entry, months: String(count ?? '') })}
            box={{ id }}
          />
        )}
      </Field>
      <Card tone={fault ? 'caution' : 'primary'} border radius={2} padding={3}>
        <Stack gap={3}>
          <Text size={1} role="status">
            {fault ?? `The next review falls due by ${formatDate(nextReviewDate(date, Number(months)))}.`}
          </Text>
          {reviewer !== '' && reviewer === authorId && (
            <Text size={1}>The author reviews their own article here. A second pair of eyes sees more.</Text>
          )}
        </Stack>
      </Card>
      {waits && <Muted>{waits}</Muted>}
      <Flex gap={2} justify="flex-end" wrap="wrap">
        <Button
          mode={waits ? 'default' : 'ghost'}
          tone="primary"
          text={waits ? 'Mark as reviewed' : 'Mark, publish later'}
          disabled={fault !== null}
          onClick={() => onMark(entry, false)}
        />
        {!waits && (
          <Button
            tone="primary"
            text="Mark and publish"
            disabled={fault !== null}
            onClick={() => onMark(entry, true)}
          />
        )}
      </Flex>
    </Stack>
  )
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <Stack gap={3}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      {children(id)}
    </Stack>
  )
}
