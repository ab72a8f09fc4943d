import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sampleContent } from './index.ts'
import { type PictureName, pictureFile, pictureFolder, pictures } from './pictures.ts'
import { renderPicture } from './render-picture.ts'

export interface SampleExport {
  /** What `sanity dataset import` takes. */
  dataFile: string
  documents: number
  pictures: number
}

/**
 * Writes `data.ndjson` and `images/` into a folder, which is made if need be. The folder itself is an input for
 * `sanityImport` of @sanity/import; its `data.ndjson` is one for `sanity dataset import`.
 */
export async function writeSampleContent(directory: string, now: Temporal.Instant): Promise<SampleExport> {
  const documents = sampleContent(now)
  const names = Object.keys(pictures).filter(isPictureName)
  await mkdir(join(directory, pictureFolder), { recursive: true })
  await Promise.all(
    names.map(async name =>
      writeFile(join(directory, pictureFile(name)), await renderPicture(pictures[name].draw())),
    ),
  )
  const dataFile = join(directory, 'data.ndjson')
  await writeFile(dataFile, documents.map(document => `${JSON.stringify(document)}\n`).join(''))
  return { dataFile, documents: documents.length, pictures: names.length }
}

function isPictureName(name: string): name is PictureName {
  return name in pictures
}
