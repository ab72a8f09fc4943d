import type { Random } from './random.ts'

/*
 * Sentences that read like an article's, so that they compress like one. They say nothing about any treatment.
 */

const subjects = [
  'A long walk',
  'The morning light',
  'A quiet room',
  'Many people',
  'Your own notebook',
  'A friend who listens',
  'The first week',
  'Sleep at regular hours',
  'A short visit',
  'Most of our readers',
  'The person across the table',
  'A small change',
  'Our nurse',
  'An ordinary Tuesday',
  'Somebody you trust',
  'The way home',
  'A list on paper',
  'Every second question',
  'The waiting room',
  'A cup of tea',
] as const

const verbs = [
  'can make room for',
  'often begins with',
  'sometimes gets in the way of',
  'is worth more than',
  'goes well together with',
  'takes less time than',
  'should not replace',
  'may depend on',
  'helps to plan',
  'reminds us of',
  'is different from',
  'tends to follow',
  'leaves space for',
  'is no reason to put off',
  'has little to do with',
] as const

const objects = [
  'a calm afternoon',
  'the questions you bring along',
  'what you wrote down last month',
  'an honest talk',
  'the plan that you made together',
  'a good night',
  'the next appointment',
  'a page of plain words',
  'the people who live with you',
  'a habit that took years',
  'some fresh air',
  'the letter from your insurance',
  'a phone call before lunch',
  'the number on the front of this page',
  'an hour without a screen',
  'the steps listed below',
  'a second opinion',
  'the things you used to enjoy',
] as const

const tails = [
  '',
  ', and that is fine',
  ', even when nothing seems to move',
  ', so give it a few days',
  ', as long as nobody is in a hurry',
  ' when the days grow shorter',
  ', which you can read about further down',
  ' after a while',
  ', though not for everyone',
  ', and it costs nothing to ask',
  ' on most days of the week',
  ', whatever the weather is like',
] as const

/** One sentence of about thirteen words. */
export function sentence(random: Random): string {
  return `${random.pick(subjects)} ${random.pick(verbs)} ${random.pick(objects)}${random.pick(tails)}.`
}

export function sentences(random: Random, count: number): string {
  return Array.from({ length: count }, () => sentence(random)).join(' ')
}

/** A few words without a full stop, as in a heading or a link: “A quiet room and an honest talk”. */
export function phrase(random: Random): string {
  return `${random.pick(subjects)} and ${random.pick(objects)}`
}

/** Three or four words without a full stop, as in a link: “the next appointment”. */
export function words(random: Random): string {
  return random.pick(objects)
}
