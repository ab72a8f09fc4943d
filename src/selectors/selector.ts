import { derive, type Site, toDerived } from '#site/site.ts'

/**
 * A value that pages select from the site. Pages learn of content and time through selectors alone, so that what a page
 * selected is what it depends on: while all of those values stay the same, so does the page.
 */
export interface Selector<Value> {
  readonly name: string
  /** The value, computed once for a site. `key` is an id, a path, a slug; '' for the site as a whole. */
  value(site: Site, key?: string): Value
}

/** How pages select. */
export type Select = <Value>(selector: Selector<Value>, key?: string) => Value

const registry = new Map<string, Selector<unknown>>()

/**
 * Defines and registers a selector. Pages record it under its name. A value is never undefined.
 * @throws Error for a name that is taken: what the two give would be mistaken for each other.
 */
export function defineSelector<Value>(
  name: string,
  compute: (site: Site, key: string) => Value,
): Selector<Value> {
  const selector = { name, value: derive(name, compute) }
  registry.set(name, selector)
  return selector
}

/** Selects from a site; `dependencies` collects what was selected, as `name key`. */
export function createSelect(site: Site, dependencies?: Set<string>): Select {
  return (selector, key = '') => {
    dependencies?.add(toDerived(selector.name, key))
    return selector.value(site, key)
  }
}

/** The selector and the key of a recorded dependency; no selector when the file that defines it has not been loaded. */
export function parseDependency(dependency: string): {
  selector: Selector<unknown> | undefined
  key: string
} {
  const at = dependency.indexOf(' ')
  const name = at < 0 ? dependency : dependency.slice(0, at)
  return { selector: registry.get(name), key: at < 0 ? '' : dependency.slice(at + 1) }
}
