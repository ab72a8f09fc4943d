import type { Path } from 'sanity'

/** What is read here of a type of the Studio's schema. */
export interface FormType {
  name?: string
  title?: string
  fields?: readonly { name: string; type: FormType }[]
  of?: readonly FormType[]
}

/**
 * What the form calls the field at a path such as `openingHours[1].closes`: “Opening hours 2 › Closes”. Inside text it
 * names the field that holds the text.
 */
export function fieldTitle(type: FormType | undefined, path: string): string {
  const titles: string[] = []
  let types = type ? [type] : []
  for (const part of path.split('.')) {
    const [, name, place] = /^([^[]*)(?:\[(\d+)])?/.exec(part) ?? []
    const found = types.flatMap(({ fields = [] }) => fields).find(field => field.name === name)?.type
    if (!found) break
    const isText = found.of?.some(item => item.name === 'block')
    const title = found.title ?? part
    titles.push(place && !isText ? `${title} ${Number(place) + 1}` : title)
    if (isText) break
    types = found.of ? [...found.of] : [found]
  }
  return titles.join(' › ') || path
}

/** The path of a form, whose lists go by keys, with the places of their items in `document`: `openingHours[1].closes`. */
export function placedPath(path: Path, document: unknown): string {
  let value = document
  let placed = ''
  for (const part of path) {
    const key: unknown = Object(part)._key
    const place = Array.isArray(value) && key ? value.findIndex(item => Object(item)._key === key) : part
    placed += typeof place === 'number' ? `[${place}]` : `${placed && '.'}${String(place)}`
    value = Object(value)[String(place)]
  }
  return placed
}

/** The path `openingHours[1].closes` as the form of `document` knows it: the items of its lists go by keys there. */
export function keyedPath(path: string, document: unknown): Path {
  let value = document
  return (path.match(/[^.[\]]+/g) ?? []).map(part => {
    const isPlace = Array.isArray(value)
    value = Object(value)[part]
    if (!isPlace) return part
    const key: unknown = Object(value)._key
    return typeof key === 'string' ? { _key: key } : Number(part)
  })
}
