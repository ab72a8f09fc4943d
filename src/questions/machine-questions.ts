import { type CalendarEvent, findCalendarEvent } from './announcement-view.ts'
import { type FeedItem, newestArticles as findNewestArticles } from './feed-view.ts'
import { defineQuestion, type Question } from './question.ts'

/*
 * What the files ask that are made for machines: feeds, calendars, share images, lists of the site.
 */

/** The newest articles, as feeds tell of them. */
export const newestArticles = defineQuestion<FeedItem[]>('newestArticles', findNewestArticles)

/** The group start that the calendar file at a path holds; null when none lies ahead. */
export const calendarEvent = defineQuestion<CalendarEvent | null>('calendarEvent', findCalendarEvent)

export const machineQuestions: readonly Question<unknown>[] = [newestArticles, calendarEvent]
