import ndjson from '../seed/data.ndjson?raw'

/** The sample, which the Studio loads when it is asked for: the documents, and the addresses of the pictures by name. */
export { ndjson }

const files = import.meta.glob<string>('../seed/images/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
})

export const pictureUrls: ReadonlyMap<string, string> = new Map(
  Object.entries(files).map(([path, url]) => [path.replace(/^.*\//, ''), url]),
)
