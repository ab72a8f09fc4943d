import type { AnnouncementKind } from '#domain/announcements.ts'

/** The fields that staff always need for an announcement of the kind; the others are seldom touched. */
export function neededFields(kind: AnnouncementKind): ReadonlySet<string> {
  return kind === 'groupStart'
    ? new Set(['service', 'startDate', 'startTime', 'place'])
    : new Set(['message', 'showUntil'])
}
