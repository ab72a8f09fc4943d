import { Card, Stack, Text } from '@sanity/ui'
import { IntentLink } from 'sanity/router'
import type { OverviewContent } from '../documents/overview.ts'
import { LiveWords } from '../live/LiveBanner.tsx'
import { toSiteState } from '../live/site-state.ts'
import { useNow, useSite } from '../live/use-site.ts'
import { Part } from '../panes/Part.tsx'

const steps: readonly StepProps[] = [
  {
    title: 'Write your first service',
    words: 'What you offer, and what patients can expect',
    intent: 'create',
    params: { type: 'service' },
  },
  {
    title: 'Introduce somebody',
    words: 'The people whom patients will meet',
    intent: 'create',
    params: { type: 'person' },
  },
  {
    title: 'Write a first article',
    words: 'Explain something that patients often ask',
    intent: 'create',
    params: { type: 'article' },
  },
  {
    title: 'Settings',
    words: 'Directions, social media, and how the site looks',
    intent: 'edit',
    params: { type: 'siteSettings', id: 'siteSettings' },
  },
]

/** A site with its first words and nothing else: whether it is live, and what to write next. */
export function WhatNext({ content }: { content: OverviewContent }) {
  const { siteUrl, site } = useSite()
  const now = useNow()
  const notices = content.drafts.filter(({ id }) => id.startsWith('drafts.notice-'))
  return (
    <Part name="what-next" title="Your site is set up. What next?">
      <LiveWords state={toSiteState(site, 0, now)} siteUrl={siteUrl} />
      {notices.length > 0 && (
        <Stack gap={3}>
          <Text size={1}>
            These notices are drafts that nobody has read yet. Read each, change what is not so, and publish
            it:
          </Text>
          <div style={grid}>
            {notices.map(({ id, type, title }) => (
              <Step
                key={id}
                intent="edit"
                params={{ type, id: id.replace(/^drafts\./, '') }}
                title={title ?? 'Notice'}
                words="Read it and confirm it"
              />
            ))}
          </div>
        </Stack>
      )}
      <div style={grid}>
        {steps.map(step => (
          <Step key={step.title} {...step} />
        ))}
      </div>
    </Part>
  )
}

interface StepProps {
  intent: string
  params: Record<string, string>
  title: string
  words: string
}

function Step(props: StepProps) {
  const { intent, params, title, words } = props
  return (
    <Card as={IntentLink} intent={intent} params={params} data-as="a" border radius={2} padding={3}>
      <Stack gap={3}>
        <Text size={1} weight="semibold">
          {title}
        </Text>
        <Text size={1} muted>
          {words}
        </Text>
      </Stack>
    </Card>
  )
}

const grid = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 14rem), 1fr))',
  gap: '0.75rem',
} as const
