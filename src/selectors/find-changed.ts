import { isDeepStrictEqual } from 'node:util'
// All that pages select is registered before the first comparison: pages themselves are loaded when they are rendered.
import './machine-selectors.ts'
import './selectors.ts'
import { Site } from '#site/site.ts'
import { parseSelected, toSelected } from './selector.ts'

/**
 * Whether a recorded dependency has another value than before: a page that has it must be re-rendered. What read nothing that
 * has changed is the same; of all else the values are compared. One whose selector has not been loaded counts as changed,
 * since re-rendering its page is always right.
 */
export function createChangeTest(before: Site, after: Site): (dependency: string) => boolean {
  const unchanged = Site.findUnchanged(before, after)
  const isOther = lookOnce(selected => {
    const { selector, key } = parseSelected(selected)
    return !selector || !isSame(selector.value(before, key), selector.value(after, key))
  })

  return lookOnce(dependency => {
    const selected = toSelected(dependency)
    const hasChanged = selected.some(isOther)
    // While nothing of these changes, the next test looks once for all of them.
    if (!hasChanged && selected.length > 1) Site.noteMade(after, dependency, selected)
    return hasChanged
  })

  function lookOnce(look: (name: string) => boolean): (name: string) => boolean {
    const known = new Map<string, boolean>()
    return name => {
      if (unchanged.has(name)) return false
      const found = known.get(name) ?? look(name)
      known.set(name, found)
      return found
    }
  }
}

/** What no edit touched is the same object in both values: a shallow look is enough for nearly all of them. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b) && hasSameItems(a, b)) return true
  return isDeepStrictEqual(a, b)
}

function hasSameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
