import { Card, Flex, Stack, Text } from '@sanity/ui'
import { Bold } from '../panes/Words.tsx'
import type { Step } from './job.ts'
import { sizes } from './pictures/sizes.ts'
import { splitQuotes } from './quotes.ts'

/** Numbered steps; a picture is shown beside its step, or below it on a narrow screen. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <Stack as="ol" gap={5} role="list" style={{ listStyle: 'none', margin: 0 }}>
      {steps.map((step, index) => (
        <li key={step.words} style={{ display: 'flex', flexWrap: 'wrap', gap: 20, alignItems: 'flex-start' }}>
          <Flex gap={3} style={{ flex: '1 1 280px' }}>
            <StepNumber number={index + 1} />
            <Stack flex={1} paddingTop={1}>
              <Text>
                <Words words={step.words} />
              </Text>
            </Stack>
          </Flex>
          {step.picture && <Picture {...step.picture} />}
        </li>
      ))}
    </Stack>
  )
}

/** Names of buttons and fields are bold, because readers scan for them. */
function Words({ words }: { words: string }) {
  return splitQuotes(words).map(({ text, isQuote }) =>
    isQuote ? <strong key={text}>“{text}”</strong> : <span key={text}>{text}</span>,
  )
}

/** For the eye: a list says its numbers by itself. */
function StepNumber({ number }: { number: number }) {
  return (
    <Card tone="primary" border radius="full" aria-hidden="true" style={circle}>
      <Bold>{number}</Bold>
    </Card>
  )
}

const circle = {
  flex: 'none',
  width: 28,
  height: 28,
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
} as const

function Picture({ name, alt }: NonNullable<Step['picture']>) {
  const [width, height] = sizes[name]
  return (
    <div style={{ flex: '1.6 1 300px' }}>
      <img
        // Built in with the code that names it, and served by the Studio's own host.
        src={new URL(`./pictures/${name}.webp`, import.meta.url).href}
        alt={alt}
        width={width}
        height={height}
        style={{
          display: 'block',
          maxWidth: '100%',
          height: 'auto',
          borderRadius: 6,
          border: '1px solid var(--card-border-color)',
          boxSizing: 'border-box',
        }}
      />
    </div>
  )
}
