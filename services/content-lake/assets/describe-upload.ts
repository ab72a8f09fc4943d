import { rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import type { JsonObject } from '../documents/json.ts'
import { type ImageHeader, readHeader, readImage } from './image-metadata.ts'
import { computeDigest, type Digest } from './receive-upload.ts'
import { mustStrip, stripMetadata } from './strip-metadata.ts'

/** An asset's name on disk, its document's id, and the fields that depend on its kind. */
export interface Described extends Digest {
  name: string
  id: string
  fields: JsonObject
}

/** Describes an uploaded picture, after removing its metadata if it has any. */
export async function describeImage(file: string, received: Digest): Promise<Described> {
  const header = await readHeader(file)
  const { width, height, extension, mimeType, metadata } = await readImage(file, header)
  const kept = mustStrip(header) ? await stripInPlace(file, header) : received
  return {
    ...kept,
    name: `${kept.sha1}-${width}x${height}.${extension}`,
    id: `image-${kept.sha1}-${width}x${height}-${extension}`,
    fields: { extension, mimeType, metadata },
  }
}

/** Describes an uploaded file by what its sender said about it. */
export function describeFile(
  received: Digest,
  { filename, contentType }: { filename: string | null; contentType: string },
): Described {
  const given = extname(filename ?? '')
    .slice(1)
    .toLowerCase()
  const extension = /^[a-z0-9]{1,10}$/.test(given) ? given : 'bin'
  const mimeType = /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream'
  const name = `${received.sha1}.${extension}`
  return { ...received, name, id: `file-${received.sha1}-${extension}`, fields: { extension, mimeType } }
}

async function stripInPlace(file: string, header: ImageHeader): Promise<Digest> {
  const stripped = `${file}.stripped`
  try {
    await stripMetadata(file, stripped, header)
    const digest = await computeDigest(stripped)
    await rename(stripped, file)
    return digest
  } finally {
    await rm(stripped, { force: true })
  }
}
