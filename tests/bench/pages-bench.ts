import { type Browser, chromium, type Page, type Request } from '@playwright/test'
import { browserArguments, getBrowserPath } from '../browser.ts'
import { startFullSite } from '../e2e/full-site.ts'
import { type Category, categories, startLighthouse, type Verdict } from '../e2e/lighthouse.ts'
import type { SitePage } from '../e2e/page-kinds.ts'
import type { BenchContext, BenchResult } from './bench-context.ts'
import { median } from './report/statistics.ts'
import { integer, table } from './report/table.ts'

/** What a page costs a patient: bytes as transferred, without headers. */
interface PageCost extends SitePage {
  html: number
  css: number
  fonts: number
  pictures: number
  script: number
  /** Inside the page, as written. */
  inlineScript: number
  requests: number
  thirdParties: number
}

const budget = { htmlAndCss: 15_000, inlineScript: 1024 }
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true }
const defaultRuns = 3

/** What every kind of page weighs on a phone, read to its end, with an empty cache. */
export async function benchPages({ report, signal }: BenchContext): Promise<BenchResult> {
  report('pages: starting the site')
  await using site = await startFullSite()
  const browser = await chromium.launch({
    executablePath: getBrowserPath(process.env),
    args: [...browserArguments],
  })
  try {
    const costs: PageCost[] = []
    for (const page of site.kinds) {
      signal.throwIfAborted()
      report(`pages: ${page.path}`)
      costs.push(await weigh(browser, site.url, page))
    }
    return { text: describeCosts(costs), data: costs }
  } finally {
    await browser.close()
  }
}

async function weigh(browser: Browser, origin: string, { path, kind }: SitePage): Promise<PageCost> {
  const context = await browser.newContext(phone)
  try {
    const page = await context.newPage()
    const requests: Request[] = []
    page.on('requestfinished', request => requests.push(request))
    await page.goto(origin + path, { waitUntil: 'networkidle' })
    await readToTheEnd(page)
    const inlineScript = await page.evaluate(() =>
      [...document.querySelectorAll('script:not([src]):not([type])')].reduce(
        (sum, { textContent }) => sum + new Blob([textContent ?? '']).size,
        0,
      ),
    )
    const bytes = async (...types: string[]) => {
      const sizes = await Promise.all(
        requests.filter(each => types.includes(each.resourceType())).map(each => each.sizes()),
      )
      return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
    }
    return {
      path,
      kind,
      html: await bytes('document'),
      css: await bytes('stylesheet'),
      fonts: await bytes('font'),
      pictures: await bytes('image'),
      script: await bytes('script', 'fetch', 'xhr'),
      inlineScript,
      requests: requests.length,
      thirdParties: requests.filter(request => new URL(request.url()).origin !== origin).length,
    }
  } finally {
    await context.close()
  }
}

/** Down to the end, one screen after the other, so that the pictures that wait for their turn come. */
async function readToTheEnd(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo({ top: y, behavior: 'instant' })
      await new Promise(resolve => requestAnimationFrame(resolve))
    }
  })
  await page.waitForLoadState('networkidle')
}

function describeCosts(costs: readonly PageCost[]): string {
  const within = (value: number, most: number) => `${integer(value)}${value > most ? ' OVER' : ''}`
  const rows = costs.map(cost => [
    cost.kind,
    integer(cost.html),
    integer(cost.css),
    within(cost.html + cost.css, budget.htmlAndCss),
    within(cost.inlineScript, budget.inlineScript),
    integer(cost.script),
    integer(cost.fonts),
    integer(cost.pictures),
    integer(cost.requests),
    within(cost.thirdParties, 0),
    cost.path,
  ])
  const limits = [
    'budget',
    '',
    '',
    integer(budget.htmlAndCss),
    integer(budget.inlineScript),
    '0 *',
    '',
    '',
    '',
    '0',
    '',
  ]
  return [
    'What a page costs on a phone (360 pixels, three dots a pixel), read to its end with an empty cache: bytes as transferred',
    '',
    table(
      [
        '',
        'HTML',
        'CSS',
        'HTML + CSS',
        'script inside',
        'script files',
        'fonts',
        'pictures',
        'requests',
        'other hosts',
        '',
      ],
      [...rows, limits],
    ),
    '',
    '* but for the search page, which does without, and fetches its index with its script.',
  ].join('\n')
}

/** Lighthouse’s four scores for every kind of page on a phone; performance is the median of several runs. */
export async function benchLighthouse({ report, signal, rounds }: BenchContext): Promise<BenchResult> {
  report('lighthouse: starting the site')
  await using site = await startFullSite()
  await using lighthouse = await startLighthouse()
  const results: (SitePage & { scores: Record<Category, number | null>; shortcomings: string[] })[] = []
  // Lighthouse looks at no page that answers 404 or 410, as those for what is not there rightly do.
  for (const { path, kind } of site.kinds.filter(page => !/^\/4\d\d\.html$/.test(page.path))) {
    const runs: Verdict[] = []
    for (let run = 1; run <= (rounds ?? defaultRuns); run += 1) {
      signal.throwIfAborted()
      report(`lighthouse: ${path}, run ${run}`)
      runs.push(await lighthouse.audit(site.url + path, categories))
    }
    const score = (category: Category) => median(runs.map(({ scores }) => scores[category] ?? null))
    const scores = {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    }
    results.push({ path, kind, scores, shortcomings: [...new Set(runs.flatMap(run => run.shortcomings))] })
  }
  const rows = results.map(({ kind, scores, path, shortcomings }) => [
    kind,
    ...categories.map(category => integer(scores[category])),
    [path, ...shortcomings].join('; '),
  ])
  const text = [
    `Lighthouse, mobile, medians of ${rounds ?? defaultRuns} runs`,
    '',
    table(['', ...categories, ''], rows),
  ].join('\n')
  return { text, data: results }
}
