/** What documents name the main place by; another one goes by the `_key` of its row in the settings. */
export const mainPlaceValue = 'main'

/** Whether pages can name another place by its `_key`: the id of its card is made of it, and must not be that of the main place. */
export function isPlaceKey(key: string): boolean {
  return /^[\w-]+$/.test(key) && key !== mainPlaceValue
}

/** The place that a document names; null where there is none, or where two could be meant. */
export function findPlace<Place extends { readonly value: string }>(
  places: readonly Place[],
  value: string,
): Place | null {
  const [found, ...more] = places.filter(place => place.value === value)
  return found && more.length === 0 ? found : null
}
