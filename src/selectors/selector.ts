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

/** Selects from a site; `selected` collects what was, as `name key`. */
export function createSelect(site: Site, selected?: Set<string>): Select {
  return (selector, key = '') => {
    selected?.add(toDerived(selector.name, key))
    return selector.value(site, key)
  }
}

/**
 * What a page depends on: two dependencies, with a name in each line. What it selected without a key, it has in common with
 * thousands of others, so that this one is looked at once for all of them.
 */
export function toDependencies(selected: ReadonlySet<string>): string[] {
  const { common, own } = Object.groupBy(selected, each => (each.includes(' ') ? 'own' : 'common'))
  return [own, common].flatMap(names => names?.sort().join('\n') ?? [])
}

/** What a dependency is of: `name key` each. */
export function toSelected(dependency: string): string[] {
  return dependency.split('\n')
}

/** The selector and the key of what was selected; no selector when the file that defines it has not been loaded. */
export function parseSelected(selected: string): { selector: Selector<unknown> | undefined; key: string } {
  const at = selected.indexOf(' ')
  const name = at < 0 ? selected : selected.slice(0, at)
  return { selector: registry.get(name), key: at < 0 ? '' : selected.slice(at + 1) }
}
