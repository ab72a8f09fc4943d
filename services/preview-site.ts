import { preview } from 'vite'

/** `npm run preview`: serves what `npm run build` made. */
const server = await preview({
  configFile: false,
  appType: 'mpa',
  build: { outDir: process.env.OUT_DIR || 'dist' },
  preview: { port: 4322 },
})
server.printUrls()
