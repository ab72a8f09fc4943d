import { CalendarIcon } from '@sanity/icons/Calendar'
import { Box, Button } from '@sanity/ui'
import { useRef } from 'react'
import { useColorSchemeValue } from 'sanity'

/** Opens the browser's own calendar, which phones and keyboards know, and gives the date (YYYY-MM-DD) that is chosen there. */
export function CalendarButton(props: { date: string | null; onChoose: (date: string) => void }) {
  const { date, onChoose } = props
  const picker = useRef<HTMLInputElement>(null)
  const colorScheme = useColorSchemeValue()
  return (
    <Box padding={1} style={{ position: 'relative' }}>
      <Button
        icon={CalendarIcon}
        mode="bleed"
        padding={2}
        aria-label="Choose the date in a calendar"
        title="Choose in a calendar"
        onClick={() => picker.current?.showPicker()}
      />
      <input
        ref={picker}
        type="date"
        value={date ?? ''}
        onChange={({ currentTarget }) => currentTarget.value && onChoose(currentTarget.value)}
        tabIndex={-1}
        aria-hidden="true"
        // The calendar opens where the field is, which nobody sees or reaches but by the button.
        style={{ colorScheme, position: 'absolute', inset: 0, opacity: 0, pointerEvents: 'none' }}
      />
    </Box>
  )
}
