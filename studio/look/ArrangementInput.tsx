import { Flex, Stack, Text } from '@sanity/ui'
import type { StringInputProps } from 'sanity'
import { type Arrangement, arrangements } from '#domain/look/choices.ts'

/** Boxes of a home page on 96 by 72: its heading, words, drawing, and what follows. */
const sketches: Record<Arrangement, string> = {
  beside: 'M6 8h30v5H6zM6 17h36v3H6zM6 23h20v6H6zM56 8h34v24H56zM6 42h84v4H6zM6 50h84v4H6zM6 58h84v4H6z',
  centered:
    'M24 6h48v5H24zM30 14h36v3H30zM36 20h24v5H36zM0 30h96v12H0zM6 50h24v16H6zM36 50h24v16H36zM66 50h24v16H66z',
  columns:
    'M6 5h84v1.5H6zM6 9h72v8H6zM6 21h36v3H6zM54 21h28v5H54zM6 30h84v11H6zM6 48h16v5H6zM32 48h58v3H32zM32 56h58v3H32zM32 64h58v3H32z',
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
              <path d={sketches[value]} fill="var(--card-icon-color)" />
            </svg>
            <Text size={1} muted>
              {title.replace(/:.*/, '')}
            </Text>
          </Stack>
        ))}
      </Flex>
    </Stack>
  )
}
