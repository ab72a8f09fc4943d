import announcementBar from '#shared-ui/announcement-bar.css?inline'
import callToAction from '#shared-ui/call-to-action.css?inline'
import contactLink from '#shared-ui/contact-link.css?inline'
import disclosure from '#shared-ui/disclosure.css?inline'
import groupStartList from '#shared-ui/group-start-list.css?inline'
import base from '#styles/base.css?inline'
import font from '#styles/font.css?inline'
import patterns from '#styles/patterns.css?inline'
import tokens from '#styles/tokens.css?inline'

export type Scheme = 'light' | 'dark'

const styles = [
  tokens,
  font,
  base,
  patterns,
  announcementBar,
  callToAction,
  contactLink,
  disclosure,
  groupStartList,
].join('\n')

/** What `prefers-color-scheme: dark` becomes, for patients' schemes to be looked at whatever the device of staff prefers. */
const conditions = { light: '(width < 0)', dark: '(width >= 0)' } as const

/** The styles of patients' pages, as far as what the Studio shows of them needs them, in one of the two color schemes. */
export function pageStyles(scheme: Scheme): string {
  return styles.replaceAll(/\(prefers-color-scheme:\s*dark\)/g, conditions[scheme])
}
