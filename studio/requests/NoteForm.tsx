import { Button, Flex, Stack, Text, TextArea } from '@sanity/ui'
import { useId, useState } from 'react'
import { longest } from '#domain/lengths.ts'
import { FieldLabel, Problem } from '../panes/Words.tsx'

/** A note to a colleague, and what is done with it. */
export function NoteForm(props: {
  label: string
  explanation: string
  initial: string
  /** What the button says. */
  action: string
  isRequired?: boolean
  /** Another way out, such as taking a request back. */
  other?: { label: string; onPress: () => Promise<void> }
  onSend: (note: string) => Promise<void>
}) {
  const { label, explanation, initial, action, isRequired = false, other, onSend } = props
  const id = useId()
  const [note, setNote] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const run = async (work: () => Promise<void>) => {
    setIsBusy(true)
    setProblem(null)
    await work().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      setProblem(`It was not sent. Try again in a moment. (${reason})`)
    })
    setIsBusy(false)
  }
  return (
    <Stack gap={4} data-testid="note-form">
      <Text size={1}>{explanation}</Text>
      <Stack gap={3}>
        <FieldLabel htmlFor={id}>{label}</FieldLabel>
        <TextArea
          id={id}
          autoFocus
          rows={4}
          fontSize={1}
          maxLength={longest('note')}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </Stack>
      {problem && <Problem>{problem}</Problem>}
      <Flex gap={2} justify="flex-end" wrap="wrap">
        {other && (
          <Button mode="ghost" text={other.label} disabled={isBusy} onClick={() => void run(other.onPress)} />
        )}
        <Button
          tone="primary"
          text={action}
          disabled={isBusy || (isRequired && note.trim() === '')}
          loading={isBusy}
          onClick={() => void run(() => onSend(note.trim()))}
        />
      </Flex>
    </Stack>
  )
}
