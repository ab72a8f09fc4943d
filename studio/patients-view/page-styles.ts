import styles from '#shared-ui/all.css?inline'

export type Scheme = 'light' | 'dark'

/** What `prefers-color-scheme: dark` becomes, for patients' schemes to be looked at whatever the device of staff prefers. */
const conditions = { light: '(width < 0)', dark: '(width >= 0)' } as const

/** The body is as tall as what is in it, margins included: the frame goes by its height. */
const wholeHeight = 'body{display:flow-root}'

/**
 * The styles of patients' pages, as far as what the Studio shows of them needs them, in one of the two color schemes. A page
 * leaves a font that comes late to the next page (`optional`), which here never comes: it is shown as soon as it is there.
 */
export function pageStyles(scheme: Scheme, more: string): string {
  return (styles + more + wholeHeight)
    .replaceAll(/\(prefers-color-scheme:\s*dark\)/g, conditions[scheme])
    .replaceAll(/font-display:\s*optional/g, 'font-display:swap')
}
