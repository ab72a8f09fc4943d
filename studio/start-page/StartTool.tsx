import { Card, Stack } from '@sanity/ui'
import { useTemplatePermissions } from 'sanity'
import { useOverview } from '../live/overview-context.ts'
import { PaneNote } from '../panes/PaneList.tsx'
import { SampleCard } from '../sample/SampleCard.tsx'
import { SetUpPage } from '../setup/SetUpPage.tsx'
import { WhatNext } from '../setup/WhatNext.tsx'
import { Jobs, templateItems } from './Jobs.tsx'
import { Lately } from './Lately.tsx'
import { PatientsSeeNow } from './PatientsSeeNow.tsx'
import { Waiting } from './Waiting.tsx'

/** The Studio's first page. */
export function StartTool() {
  const overview = useOverview()
  const [permissions] = useTemplatePermissions({ templateItems })
  const stage = overview?.content.stage
  const isSettingUp = stage === 'empty' || stage === 'replacing'
  const mayWrite = permissions?.some(({ granted }) => granted) ?? false
  return (
    // Another page begins at its top.
    <Card
      key={isSettingUp ? 'set-up' : 'start'}
      as="main"
      height="fill"
      overflow="auto"
      tone="transparent"
      data-testid="start"
      aria-label="Start"
    >
      <div style={page}>
        {overview && stage === 'own' && mayWrite && <WhatNext content={overview.content} />}
        {stage === 'sample' && <SampleCard />}
        {!isSettingUp && mayWrite && <Jobs />}
        {isSettingUp ? (
          <SetUpPage stage={stage} />
        ) : overview ? (
          <div style={columns}>
            <PatientsSeeNow overview={overview} mayWrite={mayWrite} />
            <Stack gap={4}>
              <Waiting overview={overview} />
              <Lately content={overview.content} now={overview.now} mayWrite={mayWrite} />
            </Stack>
          </div>
        ) : (
          <PaneNote>Looking…</PaneNote>
        )}
      </div>
    </Card>
  )
}

const page = {
  maxWidth: 1180,
  margin: '0 auto',
  padding: 'clamp(1rem, 3vw, 2rem)',
  display: 'grid',
  gap: '1.5rem',
} as const
const columns = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 25rem), 1fr))',
  alignItems: 'start',
  gap: '1rem',
} as const
