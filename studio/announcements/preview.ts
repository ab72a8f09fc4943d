import { announcementSentence } from '#domain/announcements.ts'
import { announcementKinds } from '#domain/vocabulary.ts'
import { english } from '#words/english.ts'
import { choiceTitle } from '../documents/choices.ts'
import { draftAnnouncement } from '../documents/overview.ts'

/** How an announcement is named in lists: by the sentence that patients read. */
export const announcementPreview = {
  select: {
    _id: '_id',
    kind: 'kind',
    service: 'service.title',
    startDate: 'startDate',
    message: 'message',
    cancelledUntil: 'cancelledUntil',
  },
  prepare: ({ _id, service, ...fields }: Record<string, unknown>) => {
    const announcement = draftAnnouncement.safeParse({ _id: _id ?? '', ...fields }).data
    const group = typeof service === 'string' ? service : null
    const about = choiceTitle(announcementKinds, fields.kind)
    const isComplete =
      announcement?.message?.trim() || (announcement?.kind === 'groupStart' && announcement.startDate)
    return {
      _id: typeof _id === 'string' ? _id : undefined,
      title:
        announcement && isComplete
          ? announcementSentence(announcement, group, english.announcements)
          : `${group ?? about}: nothing to read yet`,
      subtitle: about,
    }
  },
}
