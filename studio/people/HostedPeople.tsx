import { Card, Container, Heading, Stack, Text } from '@sanity/ui'
import { useProjectId } from 'sanity'

/** Where Sanity keeps the people, its own page is the place to invite them. */
export function HostedPeople() {
  const projectId = useProjectId()
  return (
    <Card as="main" height="fill" overflow="auto">
      <Container width={2} paddingX={[3, 4, 5]} paddingY={[4, 5]}>
        <Stack gap={5}>
          <Heading as="h1" size={4}>
            People
          </Heading>
          <Text>
            Sanity keeps who has access.{' '}
            <a href={`https://www.sanity.io/manage/project/${projectId}/members`}>
              Invite people, and change what they may do, on its page
            </a>
            .
          </Text>
        </Stack>
      </Container>
    </Card>
  )
}
