import { nextHalfYears } from '#domain/half-years.ts'
import type { Site } from '#site/site.ts'

/** What `/.well-known/security.txt` says. */
export interface SecurityNotice {
  /** Where to write; null for the clinic’s contact page. */
  contact: string | null
  /** ISO instant. */
  expires: string
}

/** Six to twelve months ahead, and never a year (RFC 9116, 2.5.5): a week before the half-year after the next. */
export function securityNotice({ settings, now, zone }: Site): SecurityNotice {
  const [, afterNext] = nextHalfYears(now, zone)
  const expires = afterNext.subtract({ hours: 7 * 24 }).toString()
  return { contact: settings.securityContact, expires }
}

/** The notice as RFC 9116 has it. `siteUrl` has no slash at its end. */
export function securityTxt({ contact, expires }: SecurityNotice, siteUrl: string): string {
  return [
    `Contact: ${contact ?? `${siteUrl}/contact/`}`,
    `Expires: ${expires}`,
    'Preferred-Languages: en',
    `Canonical: ${siteUrl}/.well-known/security.txt`,
    '',
  ].join('\n')
}
