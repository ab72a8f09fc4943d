import { ErrorOutlineIcon } from '@sanity/icons/ErrorOutline'
import { Stack, TextInput } from '@sanity/ui'
import { type FocusEventHandler, type ReactNode, type Ref, useState } from 'react'
import { describeFault } from '#domain/typed.ts'
import { Note, Warning } from '../../panes/Warning.tsx'
import { Muted } from '../../panes/Words.tsx'
import type { Entry } from './entry.ts'

/** The attributes of the text box, as Sanity gives them to an input. */
export interface TextBoxProps {
  id: string
  ref?: Ref<HTMLInputElement>
  readOnly?: boolean
  onFocus?: FocusEventHandler<HTMLInputElement>
  onBlur?: FocusEventHandler<HTMLInputElement>
  'aria-describedby'?: string
}

/**
 * A text box that takes a value as people write it, and reads back below what it understood. What it does not understand
 * is stored as it was typed, so that the form shows it to everyone who opens it, and the schema's rules refuse it.
 */
export function TypedEntry<Value extends string | number>(props: {
  entry: Entry<Value>
  /** What is stored: a value, or a text that is none. */
  stored: string | number | undefined
  onChange: (stored: Value | string | undefined) => void
  box: TextBoxProps
  /** What the rules of the schema say of a value that is understood: they follow the typing by a moment. */
  error?: string
  /** The document of the form, by the id of its published version. */
  documentId?: string
  suffix?: ReactNode
}) {
  const { entry, stored, onChange, box, error, documentId, suffix } = props
  const [typed, setTyped] = useState<{ text: string; kept: string | number | undefined } | null>(null)
  const value = stored !== undefined && entry.isValue(stored) ? stored : null
  // What is typed is shown while it is what is stored: a change from elsewhere takes its place.
  const current = typed?.kept === stored ? typed : null
  const text = current?.text ?? (value === null ? String(stored ?? '') : entry.write(value))
  const isUnclear = value === null && text.trim() !== ''
  const fault = isUnclear ? describeFault(text.trim(), entry.read(text)) : !current && value !== null && error
  const noteId = `${box.id}-note`
  const take = (next: string) => {
    const reading = entry.read(next)
    const given = next.trim()
    const kept = given === '' ? undefined : 'value' in reading ? reading.value : entry.keep(given)
    setTyped({ text: next, kept })
    onChange(kept)
  }
  return (
    <Stack gap={3}>
      <TextInput
        {...box}
        value={text}
        placeholder={entry.placeholder}
        autoComplete="off"
        suffix={suffix}
        customValidity={fault || undefined}
        aria-invalid={Boolean(fault)}
        aria-describedby={[box['aria-describedby'], noteId].filter(Boolean).join(' ')}
        aria-errormessage={fault ? noteId : undefined}
        data-unclear-in={isUnclear ? documentId : undefined}
        onBlur={event => {
          // A number that is not understood is not stored: it is lost if it is not shown.
          if (!isUnclear) setTyped(null)
          box.onBlur?.(event)
        }}
        onChange={event => take(event.currentTarget.value)}
      />
      <div id={noteId} aria-live="polite">
        {fault ? (
          <Note tone="critical" icon={ErrorOutlineIcon} words={fault} />
        ) : (
          value !== null && <ReadBack entry={entry} value={value} text={text} />
        )}
      </div>
    </Stack>
  )
}

function ReadBack<Value extends string | number>(props: { entry: Entry<Value>; value: Value; text: string }) {
  const { entry, value, text } = props
  const words = entry.words(value)
  const question = entry.question(value)
  if (question) {
    return <Warning words={`${words ?? text}. ${question}`} />
  }
  // The text in the box is not repeated.
  if (words === null || words === text) return null
  return <Muted>{words}</Muted>
}
