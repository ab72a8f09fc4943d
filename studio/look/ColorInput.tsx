import { Flex, Stack } from '@sanity/ui'
import type { ChangeEvent } from 'react'
import { type StringInputProps, set, unset } from 'sanity'
import { hexPattern } from '#domain/look/choices.ts'

/** A color as six digits, with the palette of the browser beside it. */
export function ColorInput(props: StringInputProps) {
  const { value, onChange, readOnly, elementProps } = props
  const shown = value && hexPattern.test(value) ? value : '#ffffff'
  return (
    <Stack>
      <Flex gap={3} align="center">
        <input
          type="color"
          aria-label="Choose from the palette"
          value={shown}
          disabled={readOnly}
          onChange={event => onChange(set(event.currentTarget.value))}
          style={{ inlineSize: 44, blockSize: 35, padding: 2 }}
        />
        <div style={{ flex: 1 }}>
          {props.renderDefault({
            ...props,
            elementProps: {
              ...elementProps,
              placeholder: '# and six digits',
              onChange: (event: ChangeEvent<HTMLInputElement>) =>
                onChange(toPatch(event.currentTarget.value)),
            },
          })}
        </div>
      </Flex>
    </Stack>
  )
}

/** What brand guides write without the sign, and with spaces around it, is a color all the same. */
function toPatch(typed: string) {
  const color = typed.trim()
  if (color === '') return unset()
  return set(hexPattern.test(`#${color}`) ? `#${color}` : color)
}
