import { ArrowRightIcon } from '@sanity/icons/ArrowRight'
import { Box, Button, Card, Container, Flex, Heading, Stack, Text } from '@sanity/ui'
import { useEffect } from 'react'
import { useCurrentUser, useWorkspace } from 'sanity'
import { IntentLink, Link } from 'sanity/router'
import type { Job, JobLink } from './job.ts'
import { jobs as allJobs } from './jobs.ts'
import { Steps } from './Steps.tsx'

/** One page for the commonest jobs: a list that leads to each, then each with its steps, and the way to where it begins. */
export function GuideTool() {
  const roles = useCurrentUser()?.roles.map(({ name }) => name) ?? []
  const jobs = allJobs.filter(({ role }) => role === undefined || roles.includes(role))
  useEffect(() => {
    // The browser looks for the place that the address names before there is a page.
    document.getElementById(window.location.hash.slice(1))?.scrollIntoView()
  }, [])
  return (
    <Card as="main" height="fill" overflow="auto" data-testid="guide" aria-labelledby="how-to">
      <Container width={2} paddingX={[3, 4, 5]} paddingTop={[4, 5]} paddingBottom={6}>
        <Stack gap={6}>
          <Stack gap={4}>
            <Heading as="h1" size={4} id="how-to">
              How to…
            </Heading>
            <Text>
              The jobs that come up most, step by step. Nothing that you do here can break the site.
            </Text>
          </Stack>
          <Contents jobs={jobs} />
          {jobs.map((job, index) => (
            <JobSection key={job.id} job={job} number={index + 1} />
          ))}
        </Stack>
      </Container>
    </Card>
  )
}

function Contents({ jobs }: { jobs: readonly Job[] }) {
  return (
    <nav aria-label="The jobs">
      <Card border radius={3} padding={4}>
        <Stack as="ol" gap={4} style={{ listStyle: 'none', margin: 0 }} role="list">
          {jobs.map(({ id, title }, index) => (
            <li key={id}>
              <Text>
                {index + 1}. <a href={`#${id}`}>{title}</a>
              </Text>
            </li>
          ))}
        </Stack>
      </Card>
    </nav>
  )
}

function JobSection({ job, number }: { job: Job; number: number }) {
  const { id, title, when, steps, links } = job
  return (
    <section id={id} aria-labelledby={`${id}-title`} tabIndex={-1} style={{ outline: 'none' }}>
      <Card borderTop paddingTop={5}>
        <Stack gap={5}>
          <Stack gap={4}>
            <Heading as="h2" size={3} id={`${id}-title`}>
              {number}. {title}
            </Heading>
            <Text muted>{when}</Text>
          </Stack>
          <Flex gap={2} wrap="wrap">
            {links.map((link, index) => (
              <LinkButton key={link.label} link={link} isFirst={index === 0} />
            ))}
          </Flex>
          <Steps steps={steps} />
        </Stack>
      </Card>
    </section>
  )
}

function LinkButton({ link, isFirst }: { link: JobLink; isFirst: boolean }) {
  const { basePath } = useWorkspace()
  const looks = {
    text: link.label,
    // Sanity's filled buttons lack the contrast that small words need.
    mode: 'ghost',
    tone: isFirst ? 'primary' : 'default',
    icon: isFirst ? ArrowRightIcon : undefined,
  } as const
  return (
    <Box>
      {'intent' in link ? (
        <Button {...looks} as={IntentLink} intent={link.intent} params={link.params} />
      ) : (
        <Button {...looks} as={Link} href={`${basePath.replace(/\/$/, '')}/${link.path}`} />
      )}
    </Box>
  )
}
