import { announcements } from './announcements.ts'
import { articles } from './articles/articles.ts'
import type { SampleDocument } from './document.ts'
import { homePage } from './home-page.ts'
import { about } from './pages/about.ts'
import { notices } from './pages/notices.ts'
import { people } from './people.ts'
import { redirects } from './redirects.ts'
import { services } from './services/services.ts'
import { settings } from './settings.ts'

export type { SampleDocument } from './document.ts'

/**
 * The published content of a clinic that does not exist: what a first start shows, and a start for a hosted dataset.
 * The same instant always gives the same documents. Dates are by the clinic's clock: group starts lie ahead of `now`,
 * everything else behind it. Pictures stand as `_sanityAsset`, which @sanity/import resolves.
 */
export function sampleContent(now: Temporal.Instant): SampleDocument[] {
  return [
    settings(),
    homePage(),
    ...people(),
    ...services(),
    ...announcements(now),
    ...articles(now),
    about(),
    ...notices(now),
    ...redirects(),
  ]
}
