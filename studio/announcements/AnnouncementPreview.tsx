import { Text } from '@sanity/ui'
import { toDatetime } from '#domain/announcements.ts'
import { calendarPath } from '#domain/page-path.ts'
import { AnnouncementBar } from '#shared-ui/AnnouncementBar.tsx'
import { type GroupStart, GroupStartList } from '#shared-ui/GroupStartList.tsx'
import { english } from '#words/english.ts'
import { findShownPlace, hasEnd, isNextStart } from '../documents/announcement-lists.ts'
import type { DraftAnnouncement } from '../documents/overview.ts'
import { windowInWords } from '../documents/window-words.ts'
import { type Overview, useOverview } from '../live/overview-context.ts'
import { Warning } from '../panes/Warning.tsx'
import { WhatPatientsSee } from '../patients-view/WhatPatientsSee.tsx'
import { announcementWarnings, findSentence } from './announcement-warnings.ts'

/** What patients will see of the announcement, from when to when, and what is unusual about it. */
export function AnnouncementPreview({ announcement }: { announcement: DraftAnnouncement }) {
  const overview = useOverview()
  if (!overview) return null
  const sentence = findSentence(announcement, overview.content)
  const start = findGroupStart(announcement, overview)
  const warnings = announcementWarnings(announcement, overview.content, overview.now)
  return (
    <WhatPatientsSee
      name="announcement-preview"
      missing={
        announcement.kind === 'groupStart'
          ? 'Choose the group and the date: the sentence is written from them.'
          : 'Write the sentence that patients will read.'
      }
      shown={
        sentence && (
          <>
            <AnnouncementBar
              dismissible
              sentence={sentence}
              href="#"
              urgent={announcement.urgency === 'urgent'}
              words={english.announcements}
            />
            {start && (
              <div className="wrap" style={{ paddingBlock: 'var(--space-m)' }}>
                <GroupStartList
                  starts={[start]}
                  beginsWithNext={isNextStart(announcement, overview.content, overview.now)}
                  words={english.groupStarts}
                />
              </div>
            )}
          </>
        )
      }
    >
      <Text size={1} weight="medium" data-testid="announcement-window">
        {windowWords(announcement, overview)}
      </Text>
      {warnings.map(({ name, words }) => (
        <Warning key={name} words={words} testId={`announcement-warning-${name}`} />
      ))}
    </WhatPatientsSee>
  )
}

/** The entry in the lists of group starts; null while its group or its date is missing, and for other announcements. */
function findGroupStart(announcement: DraftAnnouncement, { content }: Overview): GroupStart | null {
  const { _id, kind, serviceId, startDate, startTime, cancelledUntil } = announcement
  const place = findShownPlace(announcement, content)
  const group = content.services.find(({ id }) => id === serviceId)
  if (kind !== 'groupStart' || !group || !startDate) return null
  return {
    startDate,
    startTime,
    datetime: toDatetime(startDate, startTime, content.zone),
    title: group.title,
    href: '#',
    calendar: calendarPath(_id),
    isCancelled: cancelledUntil !== null,
    place: place && { ...place, href: '#' },
  }
}

function windowWords(announcement: DraftAnnouncement, { content, now }: Overview): string {
  if (hasEnd(announcement, content.zone)) return windowInWords(announcement, content.zone, now)
  return announcement.kind === 'groupStart'
    ? 'Choose the date of the first meeting: patients see the announcement until the end of that day.'
    : 'Choose when it ends under “Show until”: it then disappears by itself.'
}
