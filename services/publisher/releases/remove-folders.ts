import { rm } from 'node:fs/promises'

// The process of removeInBackground. Arguments: absolute paths of folders.
for (const folder of process.argv.slice(2)) await rm(folder, { recursive: true, force: true })
