/**
 * The origin of the site that patients see: named by the server in the Studio's page, or by the environment when
 * the Studio is built (`SANITY_STUDIO_SITE_URL`); null when neither says.
 */
export function findSiteUrl(page: Pick<Document, 'querySelector'>): string | null {
  const address = page.querySelector('meta[name="clinic-site-url"]')?.getAttribute('content')
  return (address || process.env.SANITY_STUDIO_SITE_URL || null)?.replace(/\/$/, '') ?? null
}
