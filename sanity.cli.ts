import { defineCliConfig } from 'sanity/cli'
import { dataset, projectId } from './studio/project.ts'

export default defineCliConfig({
  api: { projectId, dataset },
  // Auto-updates load the Studio from a CDN: this one is served whole from where it was built.
  deployment: { autoUpdates: false },
  typegen: {
    path: './src/content/**/*.ts',
    schema: 'studio/schema.json',
    generates: './src/content/sanity.types.ts',
    overloadClientMethods: false,
  },
})
