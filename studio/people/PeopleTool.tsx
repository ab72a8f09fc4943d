import { AddUserIcon } from '@sanity/icons/AddUser'
import { Box, Button, Card, Container, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { LoadingBlock } from 'sanity'
import { Problem } from '../panes/Words.tsx'
import { ChangeDialog } from './ChangeDialog.tsx'
import { EndDialog } from './EndDialog.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { PersonCard } from './PersonCard.tsx'
import type { Person } from './people-api.ts'
import { onlyAdministrator } from './person-words.ts'
import { usePeople } from './use-people.ts'

/** What an administrator is about to do, and to whom. */
type Doing = { name: 'invite' } | { name: 'link' | 'change' | 'end'; person: Person }

/** “People”: who can sign in here, what each may do, and the ways to change that. */
export function PeopleTool() {
  const { people, problem, api, reload } = usePeople()
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => {
    setDoing(null)
    reload()
  }
  const only = (person: Person) => onlyAdministrator(person, people ?? [])
  const active = people?.filter(({ endedAt }) => endedAt === null)
  const ended = people?.filter(({ endedAt }) => endedAt !== null) ?? []
  return (
    <Card as="main" height="fill" overflow="auto" aria-labelledby="people-title">
      <Container width={2} paddingX={[3, 4, 5]} paddingTop={[4, 5]} paddingBottom={6}>
        <Stack gap={5}>
          <Stack gap={4}>
            <Heading as="h1" size={4} id="people-title">
              People
            </Heading>
            <Text>Who can sign in here, and what each of them may do.</Text>
          </Stack>
          <Flex>
            <Button
              icon={AddUserIcon}
              mode="ghost"
              tone="primary"
              text="Invite somebody"
              onClick={() => setDoing({ name: 'invite' })}
            />
          </Flex>
          {problem && <Problem>{problem}</Problem>}
          {!active && !problem && <LoadingBlock showText title="Looking who has access…" />}
          <List>
            {active?.map(person => (
              <PersonCard
                key={person.id}
                person={person}
                only={only(person)}
                onDo={name => setDoing({ name, person })}
              />
            ))}
          </List>
          {ended.length > 0 && (
            <Stack gap={4} paddingTop={4}>
              <Heading as="h2" size={2}>
                No longer here
              </Heading>
              <List>
                {ended.map(person => (
                  <PersonCard key={person.id} person={person} only={null} />
                ))}
              </List>
            </Stack>
          )}
        </Stack>
      </Container>
      {doing?.name === 'invite' && (
        <InviteDialog api={api} names={active?.map(({ name }) => name) ?? []} onClose={close} />
      )}
      {doing?.name === 'link' && <LinkDialog api={api} person={doing.person} onClose={close} />}
      {doing?.name === 'change' && (
        <ChangeDialog api={api} person={doing.person} only={only(doing.person)} onClose={close} />
      )}
      {doing?.name === 'end' && <EndDialog api={api} person={doing.person} onClose={close} />}
    </Card>
  )
}

function List({ children }: { children: ReactNode }) {
  return (
    <Box>
      <Stack as="ul" role="list" gap={3} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {children}
      </Stack>
    </Box>
  )
}
