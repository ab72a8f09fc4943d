import { AddIcon } from '@sanity/icons/Add'
import { BellIcon } from '@sanity/icons/Bell'
import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { ClockIcon } from '@sanity/icons/Clock'
import { EditIcon } from '@sanity/icons/Edit'
import { Button, Flex, Stack } from '@sanity/ui'
import { useState } from 'react'
import { type Template, useTemplatePermissions } from 'sanity'
import { useIntentLink } from 'sanity/router'
import { type AnnouncementLists, listAnnouncements } from '../documents/announcement-lists.ts'
import { useOverview } from '../live/overview-context.ts'
import { PaneDocument, PaneNote, PaneSection } from '../panes/PaneList.tsx'
import { announcementTemplates } from './templates.ts'

/** Every announcement in one place: what patients see now, what comes, and what is over. The next start comes first. */
export function AnnouncementsPane() {
  const overview = useOverview()
  const [showsAll, setShowsAll] = useState(false)
  const lists = overview && listAnnouncements(overview.content, overview.now)
  return (
    <Stack gap={5} padding={2} paddingBottom={6} data-testid="announcements">
      <NewAnnouncement />
      {!lists && <PaneNote>Looking…</PaneNote>}
      {lists &&
        states.map(state => {
          const items = lists[state]
          if (state === 'unpublished' && items.length === 0) return null
          const shown = state === 'ended' && !showsAll ? items.slice(0, endedShown) : items
          return (
            <PaneSection
              key={state}
              name={state}
              title={looks[state].title}
              count={items.length}
              tone={looks[state].tone}
            >
              {items.length === 0 && <PaneNote>{looks[state].none}</PaneNote>}
              <Stack gap={1}>
                {shown.map(({ id, sentence, words, isInBar }) => (
                  <PaneDocument
                    key={id}
                    id={id}
                    type="announcement"
                    title={sentence}
                    words={words}
                    icon={isInBar ? BellIcon : looks[state].icon}
                  />
                ))}
              </Stack>
              {shown.length < items.length && (
                <Button
                  mode="bleed"
                  fontSize={1}
                  text={`Show all ${items.length}`}
                  onClick={() => setShowsAll(true)}
                />
              )}
            </PaneSection>
          )
        })}
    </Stack>
  )
}

/** What is over is seldom asked for: how many of it are shown at first. */
const endedShown = 10

const states = ['live', 'unpublished', 'scheduled', 'ended'] as const satisfies (keyof AnnouncementLists)[]

const looks = {
  live: {
    title: 'Live',
    tone: 'positive',
    icon: CheckmarkCircleIcon,
    none: 'Patients see no announcement now.',
  },
  unpublished: { title: 'Not published', tone: 'caution', icon: EditIcon, none: '' },
  scheduled: { title: 'Scheduled', tone: 'primary', icon: ClockIcon, none: 'Nothing waits for its time.' },
  ended: { title: 'Ended', tone: 'default', icon: ClockIcon, none: 'Nothing has ended yet.' },
} as const

const templateItems = announcementTemplates.map(({ id }) => ({
  type: 'initialValueTemplateItem' as const,
  id,
  templateId: id,
  schemaType: 'announcement',
}))

/** The ways to begin an announcement, for those who may write. */
function NewAnnouncement() {
  const [permissions, isLoading] = useTemplatePermissions({ templateItems })
  const mayWrite = permissions?.some(({ granted }) => granted)
  if (isLoading) return null
  if (!mayWrite) {
    return (
      <PaneNote>
        You can read announcements, not write them: ask an administrator for the role “Editor”.
      </PaneNote>
    )
  }
  return (
    <Flex gap={2} wrap="wrap" padding={2}>
      {announcementTemplates.map((template, index) => (
        <NewButton key={template.id} template={template} isFirst={index === 0} />
      ))}
    </Flex>
  )
}

function NewButton({ template: { id, title }, isFirst }: { template: Template; isFirst: boolean }) {
  const { href, onClick } = useIntentLink({
    intent: 'create',
    params: { type: 'announcement', template: id },
  })
  return (
    <Button
      as="a"
      href={href}
      onClick={onClick}
      icon={isFirst ? AddIcon : undefined}
      text={isFirst ? title : title.replace(/^New (.)/, (_, letter) => letter.toUpperCase())}
      aria-label={title}
      mode={isFirst ? 'default' : 'ghost'}
      tone={isFirst ? 'primary' : 'default'}
      fontSize={1}
      padding={3}
      data-testid={`new-${id}`}
    />
  )
}
