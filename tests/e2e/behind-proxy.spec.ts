import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { browserArguments, getBrowserPath } from '../browser.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { hasNginx, nameArguments, type PublicSystem, startBehindNginx } from './behind-nginx.ts'
import { Studio } from './studio.ts'

const launchOptions = {
  executablePath: getBrowserPath(process.env),
  args: [...browserArguments, ...nameArguments],
}

test.use({ launchOptions })

const { id, path } = seed.newestArticle
const summary = 'What we know today, and what we do not.'

for (const names of ['one-name', 'three-names'] as const) {
  test(`staff sign in, write together, preview and publish behind nginx with ${names}, and patients see it`, {
    tag: '@nightly',
  }, async ({ browser }) => {
    test.skip(!hasNginx(), 'nginx is not installed (Debian: apt-get install nginx-light openssl)')
    await using system = await startBehindNginx(names)
    // The certificate is of the test's own making.
    const open = () => browser.newContext({ ignoreHTTPSErrors: true })
    const writer = await signIn(await open(), system, 'editor')
    const colleague = await signIn(await open(), system, 'administrator')

    // What one types, the other sees: event streams.
    await colleague.studio.open('article', id)
    await writer.studio.open('article', id)
    await writer.studio.fill('summary', summary)
    await colleague.studio.show('summary')
    await expect(colleague.studio.field('summary').locator('textarea')).toHaveValue(summary)
    const { host } = new URL(system.studioUrl)
    for (const kind of ['listen-socket', 'socket']) {
      const address = new RegExp(`^wss://${host}/v[^/]+/(?:data/)?${kind}/production$`)
      expect(writer.sockets, kind).toContainEqual(expect.stringMatching(address))
    }

    // What is published is live at once, by webhook alone, and the Studio says so.
    await writer.studio.publish()
    await expect(writer.page.locator('[data-testid="live-state"][data-state="live"]')).toBeVisible()
    const link = writer.page.getByTestId('live-state').getByRole('link', { name: 'See it on the site' })
    await expect(link).toHaveAttribute('href', system.siteUrl + path)
    expect(await (await fetch(system.ownSiteUrl + path)).text()).toContain(summary)
    const patient = await (await open()).newPage()
    await patient.goto(system.siteUrl + path)
    await expect(patient.locator('body')).toContainText(summary)

    // The preview beside the form, in its frame, and at its own address.
    const preview = `/preview?preview=${encodeURIComponent(path)}`
    await writer.studio.visit(preview)
    const frame = writer.page.frameLocator('iframe[src]')
    await expect(frame.locator('clinic-preview').getByRole('status')).toHaveText('Up to date')
    await writer.studio.fill('title', 'A title that nobody has published')
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText('A title that nobody has published')
    await patient.reload()
    await expect(patient.locator('body')).not.toContainText('A title that nobody has published')
    await patient.goto(system.previewUrl + path)
    await expect(patient.getByRole('heading', { level: 1 })).toHaveText('This preview is for staff')

    // Pictures of any size that the Content Lake takes, and its originals at the address in the document.
    expect(await upload(writer.page)).toMatch(new RegExp(`^https://${host}/images/local/production/`))
    // Too large, too long, no answer in time: what a proxy itself says.
    const refused = (await system.requests()).filter(line => /^(?:41[34]|431|494|50[0234]) /.test(line))
    expect(refused).toEqual([])
    expect(writer.errors).toEqual([])
  })
}

/** A window of the Studio, signed in by a link, with the sockets that it opens and what its pages refuse to load. */
async function signIn(context: BrowserContext, system: PublicSystem, role: 'editor' | 'administrator') {
  const page = await context.newPage()
  const sockets: string[] = []
  const errors: string[] = []
  page.on('websocket', socket => sockets.push(socket.url().split('?')[0] ?? ''))
  page.on('pageerror', error => errors.push(error.message))
  await page.goto(await system.signInUrl(role))
  await page.getByTestId('studio-navbar').waitFor()
  expect(page.url()).toContain(system.studioUrl)
  return { page, studio: new Studio(page, system.studioUrl), sockets, errors }
}

/** Uploads a picture of two megabytes as the Studio does, and gives the address of its original. */
async function upload(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(900, 900)
    const drawing = canvas.getContext('2d')
    const noise = new ImageData(900, 900)
    for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = Math.random() * 255
    drawing?.putImageData(noise, 0, 0)
    const body = await canvas.convertToBlob({ type: 'image/png' })
    const { token } = JSON.parse(localStorage.getItem('__studio_auth_token_local') ?? '{}')
    const response = await fetch('/v2025-02-19/assets/images/production', {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
    })
    const { document } = await response.json()
    return document.url
  })
}
