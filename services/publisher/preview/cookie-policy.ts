/** How the cookie of a session is set. */
export type CookiePolicy = { readonly name: string; readonly attributes: string }

/**
 * The cookie's name and attributes for a preview at `previewUrl` (null: plain HTTP on this machine), which the Studio
 * at `studioUrl` shows in a frame. A frame is sent the cookie only if Studio and preview are one site, as two ports of
 * localhost are, or if it may cross sites, which browsers take over TLS, and on this machine, alone.
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
