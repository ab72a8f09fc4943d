export type AssetKind = 'images' | 'files'

/** The name of an asset's bytes, on disk and in its address: `<hash>-<width>x<height>.<ext>`, or `<hash>.<ext>`. */
const namePatterns: Record<AssetKind, RegExp> = {
  images: /^([0-9a-f]{40}-\d+x\d+)\.([a-z0-9]{1,10})$/,
  files: /^([0-9a-f]{40})\.([a-z0-9]{1,10})$/,
}

const prefixes = { images: 'image', files: 'file' } as const satisfies Record<AssetKind, string>

/** The id of the asset document for a file of this name; null if the name is not an asset's. */
export function findAssetId(kind: AssetKind, name: string): string | null {
  const [, stem, extension] = namePatterns[kind].exec(name) ?? []
  return stem && extension ? `${prefixes[kind]}-${stem}-${extension}` : null
}

/** The kind and file name of an asset document's bytes; null if the id is not an asset's. */
export function findAssetPlace(id: string): { kind: AssetKind; name: string } | null {
  const kind = id.startsWith('image-') ? 'images' : 'files'
  const name = id.slice(prefixes[kind].length + 1).replace(/-([a-z0-9]+)$/, '.$1')
  return findAssetId(kind, name) === id ? { kind, name } : null
}

/** Width and height in pixels, read from an image's name. */
export function sizeInName(name: string): { width: number; height: number } {
  const [, width = '1', height = '1'] = /-(\d+)x(\d+)\./.exec(name) ?? []
  return { width: Number(width), height: Number(height) }
}
