import { Box, Card, Flex, Radio, Stack, Text, TextInput } from '@sanity/ui'
import { useId } from 'react'
import { Bold, FieldLabel, Muted } from '../panes/Words.tsx'
import type { Profile } from './people-api.ts'
import { roles } from './roles.ts'

/** The name and the role of somebody, in a form. */
export function ProfileFields(props: {
  profile: Profile
  /** Why the role cannot be changed; absent where it can. */
  lockedRole?: string | undefined
  onChange: (profile: Profile) => void
}) {
  const { profile, lockedRole, onChange } = props
  const id = useId()
  return (
    <Stack gap={5}>
      <Stack gap={3}>
        <FieldLabel htmlFor={id}>Name</FieldLabel>
        <TextInput
          id={id}
          autoFocus
          autoComplete="off"
          maxLength={80}
          value={profile.name}
          onChange={({ currentTarget }) => onChange({ ...profile, name: currentTarget.value })}
        />
        <Muted>Shown to colleagues beside what this person changes.</Muted>
      </Stack>
      <Stack gap={3} role="radiogroup" aria-labelledby={`${id}-role`}>
        <Bold id={`${id}-role`}>What may they do?</Bold>
        {lockedRole && <Text size={1}>{lockedRole}</Text>}
        {roles.map(({ name, title, may }) => (
          <Card key={name} as="label" border radius={2} padding={3} style={{ display: 'block' }}>
            <Flex gap={3}>
              <Radio
                name={`${id}-role`}
                checked={profile.role === name}
                disabled={lockedRole !== undefined}
                onChange={() => onChange({ ...profile, role: name })}
              />
              <Box flex={1}>
                <Stack gap={3}>
                  <Text size={1} weight="medium">
                    {title}
                  </Text>
                  <Muted>{may}</Muted>
                </Stack>
              </Box>
            </Flex>
          </Card>
        ))}
      </Stack>
    </Stack>
  )
}
