import { EyeOpenIcon } from '@sanity/icons/EyeOpen'
import { definePlugin } from 'sanity'
import { presentationTool } from 'sanity/presentation'
import { mainDocuments } from './main-documents.ts'
import { resolveLocations } from './resolve-locations.ts'
import { previewToolName, seeItAction } from './see-it-action.ts'

/** Documents that no page shows. */
const unseen = new Set(['redirect'])

/**
 * The drafts beside the form, as patients will see them, served by the preview. `previewUrl` is its origin;
 * where there is none, there is no such tool.
 */
export const previewPlugin = definePlugin<{ previewUrl: string | null }>(({ previewUrl }) => {
  if (previewUrl === null) return { name: 'preview' }
  return {
    name: 'preview',
    plugins: [
      presentationTool({
        name: previewToolName,
        title: 'Preview',
        icon: EyeOpenIcon,
        // Drafts are for staff alone: there is no link to share that would outlast their session.
        previewUrl: {
          initial: `${previewUrl}/`,
          previewMode: { enable: '/_preview/enable', shareAccess: false },
        },
        resolve: { mainDocuments, locations: resolveLocations },
      }),
    ],
    document: {
      actions: (actions, { schemaType }) => (unseen.has(schemaType) ? actions : [...actions, seeItAction]),
    },
  }
})
