/**
 * Whether `error`, or what caused it, is that the host of `url` has no address in the name system, as before a site first
 * goes live. A name system that cannot be asked (EAI_AGAIN) says nothing, nor does a proxy that has no address itself.
 */
export function isUnknownHost(error: unknown, url: string): boolean {
  if (!(error instanceof Error)) return false
  const isUnknown = 'code' in error && error.code === 'ENOTFOUND'
  const isAsked = 'hostname' in error && error.hostname === new URL(url).hostname
  return (isUnknown && isAsked) || isUnknownHost(error.cause, url)
}
