import { Flex, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentLink } from 'sanity/router'
import { AnnouncementBar } from '#shared-ui/AnnouncementBar.tsx'
import { english } from '#words/english.ts'
import type { Overview } from '../live/overview-context.ts'
import { Part } from '../panes/Part.tsx'
import { Muted } from '../panes/Words.tsx'
import { PatientFrame } from '../patients-view/PatientFrame.tsx'
import { type PatientsSee, type SeenAnnouncement, whatPatientsSee } from './what-patients-see.ts'

const settings = (path: string) => ({ id: 'siteSettings', type: 'siteSettings', path })

/** What the site says now of what changes most, each with the way to change it for those who may write. */
export function PatientsSeeNow(props: { overview: Overview; mayWrite: boolean }) {
  const { content, now } = props.overview
  const toChange = (params: Record<string, string> | null) => (props.mayWrite ? params : null)
  const { bar, nextStart, hours, callNumber, textNumber } = whatPatientsSee(content, now)
  return (
    <Part name="patients-see" title="What patients see now">
      <Stack as="dl" gap={4} style={{ margin: 0 }}>
        <Fact name="In the bar on every page" change={toChange(bar?.changedIn ?? null)}>
          {bar ? <Bar bar={bar} /> : <Text size={1}>No announcement</Text>}
        </Fact>
        <Fact name="Next group start" change={toChange(nextStart?.changedIn ?? null)}>
          <Text size={1}>{nextStart ? nextStart.when : 'None is announced'}</Text>
        </Fact>
        <Fact name="Hours today" change={toChange(settings('openingHours'))}>
          <Hours hours={hours} />
        </Fact>
        <Fact name="Number to call" change={toChange(settings('callNumber'))}>
          <Text size={1}>{callNumber ?? 'None yet'}</Text>
        </Fact>
        <Fact name="Number to text" change={toChange(settings('textNumber'))}>
          <Text size={1}>{textNumber ?? 'None yet'}</Text>
        </Fact>
      </Stack>
    </Part>
  )
}

function Fact(props: { name: string; change: Record<string, string> | null; children: ReactNode }) {
  const { name, change, children } = props
  return (
    <Flex gap={3} align="flex-start">
      <Stack gap={3} flex={1}>
        <Text as="dt" size={1} muted>
          {name}
        </Text>
        <dd style={{ margin: 0 }}>{children}</dd>
      </Stack>
      {change && (
        <Text size={1}>
          <IntentLink intent="edit" params={change} aria-label={`Change: ${name}`}>
            Change
          </IntentLink>
        </Text>
      )}
    </Flex>
  )
}

function Bar({ bar: { sentence, when, urgent } }: { bar: SeenAnnouncement }) {
  return (
    <Stack gap={3}>
      <PatientFrame title="The bar, as patients see it" scheme="light">
        <AnnouncementBar
          dismissible
          sentence={sentence}
          href="#"
          urgent={urgent}
          words={english.announcements}
        />
      </PatientFrame>
      <Muted>{when}</Muted>
    </Stack>
  )
}

function Hours({ hours }: Pick<PatientsSee, 'hours'>) {
  if (!hours) return <Text size={1}>None yet</Text>
  return (
    <Stack gap={3}>
      <Text size={1}>{hours.today}</Text>
      <Muted>{hours.now}</Muted>
    </Stack>
  )
}
