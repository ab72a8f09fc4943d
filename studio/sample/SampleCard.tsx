import { Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { useState } from 'react'
import { useCurrentUser } from 'sanity'
import { Bold } from '../panes/Words.tsx'
import { RemoveSampleDialog } from './RemoveSampleDialog.tsx'

/** While the site shows the sample: what that is, and the way to a site of one's own. */
export function SampleCard() {
  const isAdministrator = useCurrentUser()?.roles.some(({ name }) => name === 'administrator') ?? false
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Card border radius={3} padding={[3, 4]} tone="caution" data-testid="sample-card">
        <Flex gap={4} align="center" justify="space-between" wrap="wrap">
          <Stack gap={3} flex={1} style={{ minWidth: '14rem' }}>
            <Bold>This site shows a sample clinic</Bold>
            <Text size={1}>
              Its people, services and numbers are made up. Try everything, then remove it and set up your
              own.
            </Text>
          </Stack>
          {isAdministrator && (
            <Button mode="ghost" text="Remove the sample" onClick={() => setIsOpen(true)} />
          )}
        </Flex>
      </Card>
      {isOpen && <RemoveSampleDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}
