import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/**
 * Chromium heeds the last such list alone, so it repeats what matters of Playwright's own. New are the pop-ups of the address
 * bar: a browser that is not Playwright's loads them with each window, which takes longer than most of our pages. And the
 * process that is kept ready for a page to come: most tests have one page.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect',
  'Translate',
  'OptimizationHints',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
]

/** What a browser that speaks to nobody but this machine is started with. */
export const browserArguments = [
  `--disable-features=${disabledFeatures.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The headless shell, which Playwright itself prefers, draws no window of a browser around the page. */
const systemBrowsers = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/**
 * The Chromium that the browser tests use: Playwright's own where it is installed, else `CHROME_PATH`, else one of
 * the system, else one that Debian's package manager can install now.
 * @throws Error that says what to install.
 */
export function getBrowserPath(env: NodeJS.ProcessEnv): string {
  const found = findBrowser(env)
  if (found) return found
  installWithApt()
  const installed = findBrowser(env)
  if (installed) return installed
  throw new Error(
    'The browser tests need Chromium. Install it (“npx playwright install chromium”, or your system’s package), ' +
      'or set CHROME_PATH to the browser’s program.',
  )
}

function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  if (env.CHROME_PATH && !existsSync(env.CHROME_PATH)) {
    throw new Error(`CHROME_PATH names ${env.CHROME_PATH}, which is not there. Correct it, or unset it.`)
  }
  return [chromium.executablePath(), env.CHROME_PATH, ...systemBrowsers].find(
    path => path && existsSync(path),
  )
}

function installWithApt(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log('Installing Chromium for the browser tests…')
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'], {
      stdio: 'inherit',
    })
  } catch (error) {
    console.error(`Chromium could not be installed: ${error instanceof Error ? error.message : error}`)
  }
}
