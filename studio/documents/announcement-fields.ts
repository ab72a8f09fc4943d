import { z } from 'zod'
import { announcementKinds, urgencies } from '#domain/vocabulary.ts'

const kinds = announcementKinds.map(({ value }) => value)
const levels = urgencies.map(({ value }) => value)

/** Reads a text of a draft, which may hold anything: what is absent, or no text, is null. */
export const draftText = z
  .string()
  .nullish()
  .catch(null)
  .transform(value => value ?? null)

/** What kind of announcement a draft is, and how urgent: until staff have chosen, an ordinary notice. */
export const announcementChoices = {
  kind: z.enum(kinds).catch('notice'),
  urgency: z.enum(levels).catch('routine'),
}

/** The fields that say what an announcement tells and when, each read by `text`. */
export function announcementFields<Text extends z.ZodType<string | null>>(text: Text) {
  return {
    ...announcementChoices,
    startDate: text,
    startTime: text,
    showFrom: text,
    showUntil: text,
    message: text,
    cancelledUntil: text,
  }
}
