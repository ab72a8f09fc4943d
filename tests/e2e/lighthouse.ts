import { type Browser, chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { settlePorts } from '#services/start/ports.ts'
import { browserArguments, getBrowserPath } from '../browser.ts'

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
export type Category = (typeof categories)[number]

/** What Lighthouse says of a page on a phone. */
export interface Verdict {
  /** From 0 to 100. */
  scores: Partial<Record<Category, number>>
  /** The audits that cost points, each with the reason. */
  shortcomings: string[]
}

export interface Lighthouse extends AsyncDisposable {
  audit(url: string, only: readonly Category[]): Promise<Verdict>
}

/** A browser for Lighthouse alone, which steers it by a port. Nothing leaves this machine. */
export async function startLighthouse(): Promise<Lighthouse> {
  const { PORT } = await settlePorts('127.0.0.1', { PORT: 0 })
  const browser: Browser = await chromium.launch({
    executablePath: getBrowserPath(process.env),
    args: [...browserArguments, `--remote-debugging-port=${PORT}`],
  })
  return {
    audit: (url, only) => audit(url, only, PORT),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/**
 * Waits no longer than needed for a site that loads nothing by script, unless the speed itself is measured. Only where the
 * network is slowed in Lighthouse's own reckoning, as it is by default, does it heed these.
 */
const hurried = {
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 0,
  cpuQuietThresholdMs: 0,
}

async function audit(url: string, only: readonly Category[], port: number): Promise<Verdict> {
  const result = await lighthouse(
    url,
    { port, onlyCategories: [...only], output: 'json', logLevel: 'silent', disableFullPageScreenshot: true },
    {
      extends: 'lighthouse:default',
      settings: only.includes('performance') ? {} : hurried,
    },
  )
  if (!result) throw new Error(`Lighthouse said nothing of ${url}.`)
  const { runtimeError, categories: found, audits } = result.lhr
  if (runtimeError) throw new Error(`Lighthouse could not look at ${url}: ${runtimeError.message}`)
  const scores: Verdict['scores'] = {}
  const shortcomings: string[] = []
  for (const category of only) {
    const { score, auditRefs = [] } = found[category] ?? {}
    scores[category] = Math.round((score ?? 0) * 100)
    for (const { id, weight } of auditRefs) {
      const each = audits[id]
      if (
        !each ||
        weight === 0 ||
        each.score === null ||
        each.score >= (category === 'performance' ? 0.9 : 1)
      )
        continue
      shortcomings.push(`${category}: ${id}, ${each.displayValue ?? each.title}`)
    }
  }
  return { scores, shortcomings }
}
