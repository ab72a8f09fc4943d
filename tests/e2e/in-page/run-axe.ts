import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { z } from 'zod'

const found = z.array(
  z.object({
    id: z.string(),
    nodes: z.array(z.object({ target: z.unknown(), failureSummary: z.string().optional() })),
  }),
)
const results = z.object({ violations: found, passes: found })

/** Every rule of WCAG 2.2 AA and below, and those of good practice. */
export const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** The rules that may find something else in another colour scheme. */
export const colorRules = ['cat.color']

/** Those that may find something else on a wider or narrower window. */
export const layoutRules = ['cat.sensory-and-visual-cues', 'cat.keyboard', 'cat.color']

/** What axe finds, and which of its rules found anything to pass: a rule that never applies shows nothing. */
export interface AxeReport {
  violations: string[]
  passed: string[]
}

interface AxeOptions {
  /** The selector of the part to look at. */
  within?: string
  /**
   * Whether words stand out from what is behind them. Four fifths of axe’s time: left out where `findUnreadable` looks at
   * the same words, which also knows those on pictures.
   */
  contrast?: boolean
}

/** Looks at the page as it stands, by the rules with these tags. */
export async function runAxe(
  page: Page,
  tags: readonly string[] = allRules,
  { within, contrast = true }: AxeOptions = {},
): Promise<AxeReport> {
  const rules = {
    // AAA, which the tags of a category bring along.
    'color-contrast-enhanced': { enabled: false },
    ...(!contrast && { 'color-contrast': { enabled: false } }),
    // The size of targets is not looked at unless it is asked for.
    ...(tags !== colorRules && { 'target-size': { enabled: true } }),
  }
  const options = { runOnly: [...tags], rules, resultTypes: ['violations'] }
  // Sent by the debugger: the policy of the page would rightly refuse it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const answer = await page.evaluate(
    async ([options, within]) => {
      // A colour on its way from one scheme to the other is neither's.
      const transitions = document.getAnimations().filter(animation => animation instanceof CSSTransition)
      await Promise.allSettled(transitions.map(({ finished }) => finished))
      const run: unknown = Reflect.get(Object(Reflect.get(window, 'axe')), 'run')
      if (typeof run !== 'function') throw new Error('axe is not in the page')
      return JSON.stringify(await run(within ?? document, options))
    },
    [options, within] as const,
  )
  const { violations, passes } = results.parse(JSON.parse(answer))
  return {
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`),
    ),
    passed: passes.map(({ id }) => id),
  }
}
