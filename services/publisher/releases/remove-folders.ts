import { rm } from 'node:fs/promises'

// A process of its own: see removeInBackground. Its arguments are absolute paths of folders.
for (const folder of process.argv.slice(2)) await rm(folder, { recursive: true, force: true })
