import { Button, Dialog, Flex, Stack } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { Problem } from '../panes/Words.tsx'
import { reasonFor } from './people-api.ts'

/** A dialog that does one thing, and says in the dialog why it could not. */
export function PersonDialog(props: {
  header: string
  action: string
  tone?: 'primary' | 'critical'
  isReady?: boolean
  onDo: () => Promise<void>
  onClose: () => void
  children: ReactNode
}) {
  const { header, action, tone = 'primary', isReady = true, onDo, onClose, children } = props
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function carryOut(): Promise<void> {
    setIsBusy(true)
    setProblem(null)
    try {
      await onDo()
    } catch (error) {
      setProblem(reasonFor(error))
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <Dialog id="person" header={header} width={1} onClose={onClose} zOffset={1000}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (isReady && !isBusy) void carryOut()
        }}
      >
        <Stack padding={4} gap={5}>
          {children}
          {problem && <Problem>{problem}</Problem>}
          <Flex gap={3} justify="flex-end">
            <Button mode="ghost" text="Cancel" onClick={onClose} disabled={isBusy} />
            <Button
              type="submit"
              tone={tone}
              mode="ghost"
              text={action}
              disabled={!isReady || isBusy}
              loading={isBusy}
            />
          </Flex>
        </Stack>
      </form>
    </Dialog>
  )
}
