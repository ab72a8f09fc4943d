import { Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { useState } from 'react'
import { useClient } from 'sanity'
import { Bold } from '../panes/Words.tsx'
import { apiVersion } from '../project.ts'
import { addSample } from './sample-lake.ts'

/** Loads the sample clinic with one press. */
export function TrySample() {
  const client = useClient({ apiVersion })
  const [progress, setProgress] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  async function load(): Promise<void> {
    setProblem(null)
    setProgress('Loading…')
    try {
      await addSample(client, Temporal.Now.instant(), (done, total) =>
        setProgress(`Loading picture ${done + 1} of ${total}…`),
      )
      setProgress('The sample is loaded, and live in a moment.')
    } catch (error) {
      setProgress(null)
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Card border radius={3} padding={[3, 4]} tone="primary" data-testid="try-sample">
      <Flex gap={4} align="center" justify="space-between" wrap="wrap">
        <Stack gap={3} flex={1} style={{ minWidth: '14rem' }}>
          <Bold>Only looking?</Bold>
          <Text size={1} role="status">
            {problem
              ? `The sample could not be loaded. Try again in a moment: ${problem}`
              : (progress ?? 'Fill the site with a made-up clinic. One press removes it again.')}
          </Text>
        </Stack>
        <Button
          mode="ghost"
          text="Try it with sample content"
          disabled={progress !== null}
          loading={progress !== null}
          onClick={() => void load()}
        />
      </Flex>
    </Card>
  )
}
