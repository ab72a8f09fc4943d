/** What documents name the main place by; another one goes by the `_key` of its row in the settings. */
export const mainPlaceValue = 'main'

/**
 * Where a group may meet: at the place that its start names; if that names none, where its service is offered. Of several,
 * nobody knows which one it is; none leaves it at the main place, unsaid.
 */
export function listMeetingPlaces(
  ofStart: string | null | undefined,
  ofService: readonly string[] | null | undefined,
): string[] {
  return ofStart ? [ofStart] : [...new Set(ofService)]
}

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
