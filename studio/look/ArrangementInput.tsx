import { Flex, Stack } from '@sanity/ui'
import type { StringInputProps } from 'sanity'
import { type Arrangement, arrangements } from '#domain/look/choices.ts'
import { Muted } from '../panes/Words.tsx'

/** Boxes of a home page on 96 by 72: its heading, words, buttons, drawing, and what follows; those in others are left out of them. */
const sketches: Record<Arrangement, string> = {
  beside: 'M6 8h30v5H6zM6 17h36v3H6zM6 23h20v6H6zM56 8h34v24H56zM6 42h84v4H6zM6 50h84v4H6zM6 58h84v4H6z',
  centered:
    'M24 5h48v5H24zM32 13h32v3H32zM36 19h24v4H36zM36 25h24v4H36zM16 51v-4a32 14 0 0 1 64 0v4zM6 56h24v12H6zM36 56h24v12H36zM66 56h24v12H66z',
  columns:
    'M6 3h40v5H6zM0 12h96v35H0zM6 16h66v8H6zM6 29h34v3H6zM54 28h36v2H54zM54 33h36v2H54zM6 38h84v6H6zM6 52h14v3H6zM32 52h58v4H32zM32 60h58v4H32z',
}

/** The arrangements, and how a home page looks in each. */
export function ArrangementInput(props: StringInputProps) {
  return (
    <Stack gap={4}>
      {props.renderDefault(props)}
      <Flex gap={4} wrap="wrap">
        {arrangements.map(({ value, title }) => (
          <Stack key={value} gap={3}>
            <svg
              viewBox="0 0 96 72"
              width="128"
              height="96"
              aria-hidden="true"
              style={{ border: '1px solid var(--card-border-color)', borderRadius: 3 }}
            >
              <path d={sketches[value]} fill="var(--card-icon-color)" fillRule="evenodd" />
            </svg>
            <Muted>{title.replace(/:.*/, '')}</Muted>
          </Stack>
        ))}
      </Flex>
    </Stack>
  )
}
