import { CopyIcon } from '@sanity/icons/Copy'
import { Box, Button, Dialog, Flex, Stack, Text, TextInput } from '@sanity/ui'
import { useId, useRef, useState } from 'react'
import { formatMoment } from '../documents/format-moment.ts'
import { FieldLabel, Muted } from '../panes/Words.tsx'
import type { SignInLink } from './people-api.ts'

/** Shows a sign-in link, this once. */
export function NewLink({ link, onClose }: { link: SignInLink; onClose: () => void }) {
  const { name, url, expiresAt } = link
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<'yes' | 'by hand' | null>(null)

  async function copy(): Promise<void> {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(url)
      setCopied('yes')
    } catch {
      // Browsers lend the clipboard to pages of this machine or with https alone.
      setCopied('by hand')
    }
  }

  const until = formatMoment(expiresAt, Temporal.Now.timeZoneId(), Temporal.Now.instant())
  return (
    <Dialog id="person" header={`The link for ${name}`} width={1} onClose={onClose} zOffset={1000}>
      <Stack padding={4} gap={5}>
        <Text size={1}>
          Send this link to {name}, and to nobody else: the first person to open it is signed in as {name}. It
          works once, until {until}.
        </Text>
        <Stack gap={3}>
          <FieldLabel htmlFor={id}>Sign-in link</FieldLabel>
          <Flex gap={2}>
            <Box flex={1}>
              <TextInput
                id={id}
                ref={input}
                readOnly
                value={url}
                onFocus={event => event.currentTarget.select()}
              />
            </Box>
            <Button
              icon={CopyIcon}
              mode="ghost"
              tone="primary"
              text="Copy"
              autoFocus
              onClick={() => void copy()}
            />
          </Flex>
          <Muted role="status">
            {copied === 'yes' && 'Copied.'}
            {copied === 'by hand' && 'The link is marked: press Ctrl+C, on a Mac ⌘C.'}
            {copied === null && 'It is shown here only now. You can make another at any time.'}
          </Muted>
        </Stack>
        <Flex justify="flex-end">
          <Button mode="ghost" text="Done" onClick={onClose} />
        </Flex>
      </Stack>
    </Dialog>
  )
}
