import type { Page } from '@playwright/test'

/** What developers say, and no clinic does; dates as they are stored; ids of documents. */
export const developersWords =
  /\b(inspect|incoming references?|schema|document types?|slugs?|perspectives?|revisions?|workspaces?|resolving|datasets?|JSON|validat\w+|annotation|(block|inline) object|inline changes|field (actions|groups)|register with sanity|\d{4}-\d\d-\d\d|drafts\.\w+|undefined)\b/i

/** All that a page shows, and what it says to those who hear it. */
export function readScreen(page: Page): Promise<string> {
  return page.evaluate(() => {
    const named = [...document.querySelectorAll('[aria-label], [title], [placeholder]')]
      .filter(element => element.checkVisibility())
      .flatMap(element => ['aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name)))
    return [document.body.innerText, ...named].filter(Boolean).join('\n')
  })
}
