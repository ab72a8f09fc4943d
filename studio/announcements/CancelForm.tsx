import { Button, Card, Flex, Radio, Stack, Text } from '@sanity/ui'
import { type ReactNode, useId, useState } from 'react'
import { isInstant } from '#domain/iso-time.ts'
import { dayInWords, endOfWindow } from '../documents/window-words.ts'
import { momentEntry } from '../inputs/typed-entry/entry.ts'
import { TypedEntry } from '../inputs/typed-entry/TypedEntry.tsx'
import { useOverview } from '../live/overview-context.ts'
import { Bold } from '../panes/Words.tsx'
import { findSentence } from './announcement-warnings.ts'
import { type CancelChoice, cancelledUntil, firstChoice } from './cancelling.ts'
import type { Cancelling } from './use-cancelling.ts'

/** Asks until when patients shall read that a group is cancelled. */
export function CancelForm({ cancelling, onClose }: { cancelling: Cancelling; onClose: () => void }) {
  const { published, zone, now, hasDraft, isBusy } = cancelling
  const overview = useOverview()
  const [choice, setChoice] = useState(() => firstChoice(published, zone, now))
  const [chosen, setChosen] = useState<string | undefined>()
  const momentId = useId()
  const startDate = published.startDate ?? ''
  const moment = chosen && isInstant(chosen) ? chosen : null
  const until = cancelledUntil(choice, { startDate, chosen: moment }, zone, now)
  const isSaid = choice !== 'nothing'
  const sentence =
    overview && findSentence({ ...published, cancelledUntil: now.toString() }, overview.content)
  async function carryOut() {
    if (!until) return
    const words = isSaid
      ? `Patients read so until ${endOfWindow(until, zone, now)}.`
      : 'Patients read nothing of it any more.'
    if (await cancelling.cancel(until, words)) onClose()
  }
  return (
    <Stack gap={5} data-testid="cancel-form">
      <Stack gap={4} role="radiogroup" aria-label="Until when do patients read that it is cancelled?">
        <Bold>Until when do patients read that it is cancelled?</Bold>
        <Choice value="meeting" current={choice} onChoose={setChoice}>
          Until the day of the first meeting is over: {dayInWords(startDate, zone, now)}
        </Choice>
        <Choice value="chosen" current={choice} onChoose={setChoice}>
          Until another day or time
        </Choice>
        {choice === 'chosen' && (
          <Stack gap={3} paddingLeft={4}>
            <Text as="label" htmlFor={momentId} size={1} weight="medium">
              Day, or day and time
            </Text>
            <TypedEntry
              entry={momentEntry({ now, zone, direction: 'ahead', dayMeans: 'end' })}
              stored={chosen}
              onChange={setChosen}
              box={{ id: momentId }}
              error={moment && !until ? 'That is over. Write a day that lies ahead.' : undefined}
            />
          </Stack>
        )}
        <Choice value="nothing" current={choice} onChoose={setChoice}>
          Not at all: the start disappears now
        </Choice>
      </Stack>
      <Card tone="transparent" border radius={2} padding={4}>
        <Text size={1}>
          {isSaid ? (
            <>
              Patients read <strong>“{sentence}”</strong> at once, in place of the start date. After that,
              nothing is left of it. You can take it back with one press.
            </>
          ) : (
            'Patients read nothing of this start any more. You can take it back with one press.'
          )}
          {hasDraft && ' Your other changes to this form stay unpublished.'}
        </Text>
      </Card>
      <Flex gap={3} justify="flex-end" wrap="wrap">
        <Button mode="ghost" text="Keep the group" onClick={onClose} disabled={isBusy} />
        <Button
          tone="critical"
          text="Cancel the group now"
          disabled={!until || isBusy}
          loading={isBusy}
          onClick={() => void carryOut()}
        />
      </Flex>
    </Stack>
  )
}

function Choice(props: {
  value: CancelChoice
  current: CancelChoice
  onChoose: (value: CancelChoice) => void
  children: ReactNode
}) {
  const { value, current, onChoose, children } = props
  const id = useId()
  return (
    <Flex gap={3} align="center">
      <Radio
        id={id}
        name="cancelled-until"
        value={value}
        checked={current === value}
        onChange={() => onChoose(value)}
      />
      <Text as="label" htmlFor={id} size={1}>
        {children}
      </Text>
    </Flex>
  )
}
