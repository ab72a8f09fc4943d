import { getPublishedId } from '@sanity/client/csm'
import type { OverviewContent } from '../documents/overview.ts'

/** Something to do on a new site, with the form where it is done. */
export interface NextStep {
  readonly title: string
  readonly words: string
  readonly intent: 'create' | 'edit'
  readonly params: { readonly type: string; readonly id?: string }
}

const firsts = [
  {
    type: 'service',
    title: 'Write your first service',
    words: 'What you offer, and what patients can expect',
  },
  { type: 'person', title: 'Introduce somebody', words: 'The people whom patients will meet' },
  {
    type: 'article',
    title: 'Write a first article',
    words: 'Explain something that patients often ask',
  },
] as const

const settings: NextStep = {
  title: 'Settings',
  words: 'Directions, social media, and how the site looks',
  intent: 'edit',
  params: { type: 'siteSettings', id: 'siteSettings' },
}

/**
 * What a new site still lacks: the notices that nobody has confirmed, and the first entry of each list until it is published.
 * Nothing on a site that has all of it.
 */
export function findNextSteps(content: OverviewContent): { notices: NextStep[]; steps: NextStep[] } {
  const published = new Set(content.notices.map(({ id }) => id))
  const notices = content.drafts
    .map(draft => ({ ...draft, id: getPublishedId(draft.id) }))
    .filter(({ id }) => id.startsWith('notice-') && !published.has(id))
    .map(({ id, type, title }) => ({
      title: title ?? 'Notice',
      words: 'Read it and confirm it',
      intent: 'edit' as const,
      params: { type, id },
    }))
  const missing = firsts
    .filter(({ type }) => !content.publishedTypes[type])
    .map(({ type, title, words }): NextStep => {
      const draft = content.drafts.find(each => each.type === type)
      return draft
        ? {
            title,
            words: 'Go on with your draft, and publish it',
            intent: 'edit',
            params: { type, id: getPublishedId(draft.id) },
          }
        : { title, words, intent: 'create', params: { type } }
    })
  const isDone = notices.length === 0 && missing.length === 0
  return { notices, steps: isDone ? [] : [...missing, settings] }
}
