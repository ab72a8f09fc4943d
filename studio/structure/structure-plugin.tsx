import { definePlugin } from 'sanity'
import { structureTool } from 'sanity/structure'
import { singletons } from '#domain/document-types.ts'
import { OverviewProvider } from '../live/OverviewProvider.tsx'
import { NamedField } from './NamedField.tsx'
import { structure } from './structure.ts'
import { announcementTemplates } from './templates.ts'

/** The structure tool: its lists and counts, and the templates for new documents. */
export const structurePlugin = definePlugin({
  name: 'desk',
  plugins: [structureTool({ title: 'Desk', structure })],
  studio: {
    components: { layout: props => <OverviewProvider>{props.renderDefault(props)}</OverviewProvider> },
  },
  schema: {
    templates: templates => [
      ...announcementTemplates,
      ...templates.filter(({ schemaType }) => !singletons.includes(schemaType)),
    ],
  },
  document: {
    components: { unstable_layout: props => <NamedField>{props.renderDefault(props)}</NamedField> },
    // An announcement is begun as what it is about.
    newDocumentOptions: options =>
      options.filter(({ templateId }) => templateId !== 'announcement' && !singletons.includes(templateId)),
  },
})
