export type AssetKind = 'images' | 'files'

/** The name of an asset's bytes, on disk and in its address: `<hash>-<width>x<height>.<ext>`, or `<hash>.<ext>`. */
const namePatterns: Record<AssetKind, RegExp> = {
  images: /^([0-9a-f]{40}-\d+x\d+)\.([a-z0-9]{1,10})$/,
  files: /^([0-9a-f]{40})\.([a-z0-9]{1,10})$/,
}

const prefixes = { images: 'image', files: 'file' } as const satisfies Record<AssetKind, string>

/** The id of the document that goes with bytes of this name; null where it is no asset's name. */
export function findAssetId(kind: AssetKind, name: string): string | null {
  const [, stem, extension] = namePatterns[kind].exec(name) ?? []
  return stem && extension ? `${prefixes[kind]}-${stem}-${extension}` : null
}

/** Where the bytes of the document with this id are; null where it is no asset's id. */
export function findAssetPlace(id: string): { kind: AssetKind; name: string } | null {
  const kind = id.startsWith('image-') ? 'images' : 'files'
  const name = id.slice(prefixes[kind].length + 1).replace(/-([a-z0-9]+)$/, '.$1')
  return findAssetId(kind, name) === id ? { kind, name } : null
}

/** Width and height in pixels, as an image's name says. */
export function sizeInName(name: string): { width: number; height: number } {
  const [, width = '1', height = '1'] = /-(\d+)x(\d+)\./.exec(name) ?? []
  return { width: Number(width), height: Number(height) }
}
