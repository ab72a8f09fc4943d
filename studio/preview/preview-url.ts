/**
 * The origin at which staff see drafts as patients will: named by the server in the Studio's page, or by the
 * environment when the Studio is built (`SANITY_STUDIO_PREVIEW_URL`); null when neither says. `page` is undefined where
 * the configuration is read outside a browser.
 */
export function findPreviewUrl(page: Pick<Document, 'querySelector'> | undefined): string | null {
  const address = page?.querySelector('meta[name="clinic-preview-url"]')?.getAttribute('content')
  return (address || process.env.SANITY_STUDIO_PREVIEW_URL || null)?.replace(/\/$/, '') ?? null
}
