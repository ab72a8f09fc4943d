/** Name and attributes of the session cookie. */
export type CookiePolicy = { readonly name: string; readonly attributes: string }

/**
 * The session cookie of a preview at `previewUrl` (null: plain HTTP on this machine), framed by the Studio at
 * `studioUrl`. Browsers send it to a frame only if Studio and preview are one site, like two ports of localhost, or if it
 * may cross sites, which needs TLS or this machine.
 */
export function cookiePolicy(previewUrl: string | null, studioUrl: string | null): CookiePolicy {
  const isSecure = previewUrl?.startsWith('https:') ?? false
  if (isSecure) return { name: '__Host-clinic-preview', attributes: crossSite }
  const isFramedFromElsewhere = studioUrl !== null && !isOwnMachine(studioUrl)
  const isLocal = previewUrl === null || isOwnMachine(previewUrl)
  return {
    name: 'clinic-preview',
    attributes: isLocal && isFramedFromElsewhere ? crossSite : 'Path=/; HttpOnly; SameSite=Lax',
  }
}

const crossSite = 'Path=/; HttpOnly; Secure; SameSite=None; Partitioned'

function isOwnMachine(url: string): boolean {
  return /^(?:localhost|127\.|\[::1\])/.test(new URL(url).hostname)
}
