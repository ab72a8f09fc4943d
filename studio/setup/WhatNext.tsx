import { Card, Stack, Text } from '@sanity/ui'
import { IntentLink } from 'sanity/router'
import type { OverviewContent } from '../documents/overview.ts'
import { LiveWords } from '../live/LiveBanner.tsx'
import { toSiteState } from '../live/site-state.ts'
import { useNow, useSite } from '../live/use-site.ts'
import { Part } from '../panes/Part.tsx'
import { Bold, Muted } from '../panes/Words.tsx'
import { findNextSteps, type NextStep } from './next-steps.ts'

/** Of a site that lacks something that new sites need: whether it is live, and what to write next. */
export function WhatNext({ content }: { content: OverviewContent }) {
  const { siteUrl, site } = useSite()
  const now = useNow()
  const { notices, steps } = findNextSteps(content)
  if (steps.length === 0) return null
  return (
    <Part name="what-next" title="Your site is set up. What next?">
      <LiveWords state={toSiteState(site, 0, now)} siteUrl={siteUrl} />
      {notices.length > 0 && (
        <Stack gap={3}>
          <Text size={1}>
            These notices are drafts that nobody has read yet. Read each, change what is not so, and publish
            it:
          </Text>
          <Steps steps={notices} />
        </Stack>
      )}
      <Steps steps={steps} />
    </Part>
  )
}

function Steps({ steps }: { steps: readonly NextStep[] }) {
  return (
    <div style={grid}>
      {steps.map(({ intent, params, title, words }) => (
        <Card
          key={params.id ?? params.type}
          as={IntentLink}
          intent={intent}
          params={params}
          data-as="a"
          border
          radius={2}
          padding={3}
        >
          <Stack gap={3}>
            <Bold>{title}</Bold>
            <Muted>{words}</Muted>
          </Stack>
        </Card>
      ))}
    </div>
  )
}

const grid = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 14rem), 1fr))',
  gap: '0.75rem',
} as const
