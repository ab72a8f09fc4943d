import { resolve } from 'node:path'
import { writeSampleContent } from './write-export.ts'

/* Writes the sample content for `sanity dataset import`: node studio/sample-content/export.ts FOLDER */

const [folder] = process.argv.slice(2)

if (folder) {
  const { dataFile, documents, pictures } = await writeSampleContent(resolve(folder), Temporal.Now.instant())
  console.log(`Wrote ${documents} documents and ${pictures} pictures.`)
  console.log(`To import them: npx sanity dataset import ${dataFile} --dataset production --replace`)
} else {
  console.error('No folder was named. Say where to write: node studio/sample-content/export.ts FOLDER')
  process.exitCode = 1
}
