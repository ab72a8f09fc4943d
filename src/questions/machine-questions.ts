import { findShareCard, findShareImage, type ShareCard, type ShareImage } from '../share/share-cards.ts'
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

/** The share image of the page at a path. */
export const shareImage = defineQuestion<ShareImage>('shareImage', findShareImage)

/** What is written on the share image at a path; null when there is none. */
export const shareCard = defineQuestion<ShareCard | null>('shareCard', findShareCard)

export const machineQuestions: readonly Question<unknown>[] = [
  newestArticles,
  calendarEvent,
  shareImage,
  shareCard,
]
