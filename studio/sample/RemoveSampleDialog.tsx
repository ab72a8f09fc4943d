import { Button, Checkbox, Dialog, Flex, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { useEffect, useState } from 'react'
import { LoadingBlock, useClient } from 'sanity'
import { singletons } from '#domain/document-types.ts'
import { Bold, Problem } from '../panes/Words.tsx'
import { apiVersion } from '../project.ts'
import type { SampleItem } from './compare-sample.ts'
import { countInWords } from './count-in-words.ts'
import { loadSample, removeSample, type Sample } from './sample-lake.ts'

/** What goes with the sample, what staff have changed of it, and the press that removes it. */
export function RemoveSampleDialog({ onClose }: { onClose: () => void }) {
  const client = useClient({ apiVersion })
  const toast = useToast()
  const [sample, setSample] = useState<Sample | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    loadSample(client).then(setSample, (error: unknown) => setProblem(toReason(error)))
  }, [client])

  const items = sample?.items.filter(({ id }) => !singletons.includes(id)) ?? []
  const changed = items.filter(({ isChanged }) => isChanged)
  const leaving = items.filter(({ id, isChanged }) => !isChanged || chosen.has(id))

  async function remove(): Promise<void> {
    if (!sample) return
    setIsBusy(true)
    setProblem(null)
    try {
      await removeSample(client, sample, leaving)
      toast.push({ status: 'success', title: 'The sample is gone.', duration: 12_000, closable: true })
      onClose()
    } catch (error) {
      setProblem(`Nothing has changed. Try again in a moment: ${toReason(error)}`)
      setIsBusy(false)
    }
  }

  return (
    <Dialog
      id="remove-sample"
      header="Remove the sample?"
      width={1}
      onClose={onClose}
      footer={
        <Flex padding={3} gap={3} justify="flex-end">
          <Button mode="ghost" text="Keep it" onClick={onClose} disabled={isBusy} />
          <Button
            tone="critical"
            text={`Remove ${leaving.length} documents`}
            disabled={!sample || isBusy}
            loading={isBusy}
            onClick={() => void remove()}
          />
        </Flex>
      }
    >
      <Stack padding={4} gap={5}>
        {!sample && !problem && <LoadingBlock showText title="Counting…" />}
        {sample && (
          <>
            <Stack gap={4}>
              <Bold>What goes</Bold>
              <Text size={1} data-testid="sample-count">
                {countInWords(
                  leaving.map(({ type }) => type),
                  sample.pictures.length,
                )}
                {sample.pictures.length > 0 && ', unless something of yours shows them'}. What you have
                written yourself stays.
              </Text>
            </Stack>
            {changed.length > 0 && <ChangedList items={changed} chosen={chosen} onChoose={setChosen} />}
            <Text size={1}>
              {sample.hasItsSettings
                ? 'Next, you write your own name, numbers and opening words. Until you publish them, patients see those of the sample.'
                : 'Your settings and your home page stay as they are.'}
            </Text>
          </>
        )}
        {problem && <Problem>{problem}</Problem>}
      </Stack>
    </Dialog>
  )
}

function ChangedList(props: {
  items: readonly SampleItem[]
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}) {
  const { items, chosen, onChoose } = props
  return (
    <Stack gap={4} data-testid="sample-changed">
      <Bold>What somebody has changed stays, unless you tick it</Bold>
      {items.map(({ id, title }) => (
        <Flex key={id} as="label" gap={3} align="center">
          <Checkbox
            checked={chosen.has(id)}
            onChange={() => onChoose(chosen.symmetricDifference(new Set([id])))}
          />
          <Text size={1}>{title}</Text>
        </Flex>
      ))}
    </Stack>
  )
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
