import { join } from 'node:path'

/** The sample clinic as `sanity dataset import` takes it: documents, and beside them the pictures that they name. */
export const seedFolder = join(import.meta.dirname, '../../studio/seed')
export const seedFile = join(seedFolder, 'data.ndjson')
