import { Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { useId, useSyncExternalStore } from 'react'
import { definePlugin, type LayoutProps } from 'sanity'
import { type KeptSession, signInAddress } from './kept-session.ts'

/** Says over whatever is open that the session is over, and how to go on without losing what is typed. */
export function sessionNotice(session: KeptSession) {
  function SessionNotice(props: LayoutProps) {
    const isOver = useSyncExternalStore(session.subscribe, session.isOver)
    return (
      <>
        {props.renderDefault(props)}
        {isOver && <Notice />}
      </>
    )
  }
  return definePlugin({ name: 'session-notice', studio: { components: { layout: SessionNotice } } })()
}

function Notice() {
  const id = useId()
  return (
    <Card
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-words`}
      tone="caution"
      border
      radius={3}
      shadow={4}
      padding={4}
      style={{
        position: 'fixed',
        insetBlockStart: '1rem',
        insetInline: '1rem',
        marginInline: 'auto',
        maxWidth: '34rem',
        // Above Sanity's dialogs, below its toasts.
        zIndex: 1_000_000,
      }}
    >
      <Stack gap={4}>
        <Text as="h2" weight="semibold" id={`${id}-title`}>
          You are signed out
        </Text>
        <Text size={1} id={`${id}-words`}>
          Leave this page open: what is not saved yet stays in it. Ask an administrator for a new sign-in
          link, and open the link in another tab. This page then saves, and goes on.
        </Text>
        <Flex>
          <Button
            as="a"
            href={signInAddress(window.location, null)}
            target="_blank"
            rel="noreferrer"
            mode="ghost"
            text="Open the sign-in page in another tab"
          />
        </Flex>
      </Stack>
    </Card>
  )
}
