import { defineLocaleResourceBundle, definePlugin, type StudioLocaleResourceKeys } from 'sanity'
import type { StructureLocaleResourceKeys } from 'sanity/structure'

const studioWords = {
  'diagnostics.menu-item': 'Details for support',
  'form.error.unhandled-runtime-error.title':
    'This field cannot be shown. Reload the page; if it stays so, tell support:',
  'form.error.unhandled-runtime-error.call-stack.title': 'For support:',
  'form.error.unhandled-runtime-error.component-stack.title': 'For support:',
  'help-resources.register-studio': 'Register with Sanity',
  'inputs.array.resolving-initial-value': 'Getting it ready…',
  'inputs.reference.resolving-initial-value': 'Getting it ready…',
  'presence.no-one-else-description': 'Whoever opens the Studio too is shown here.',
  'timeline.error.load-document-changes-description': 'Nothing is lost. Reload the page to try again.',
  'timeline.error.load-document-changes-title': 'What changed could not be read.',
  'timeline.error.no-document-history-description': 'Each change to this document will be listed here.',
  'timeline.error.no-document-history-title': 'Nothing has changed yet',
  'timeline.error.unable-to-load-revision': 'This version could not be read',
  'timeline.latest-revision': 'Latest version',
  'timeline.latest-version': 'Latest version',
  'timeline.list.aria-label': 'Versions of the document',
  'user-menu.action.manage-project': 'Project at Sanity',
  'user-menu.action.manage-project-aria-label': 'Project at Sanity',
} satisfies Partial<Record<StudioLocaleResourceKeys, string>>

const structureWords = {
  'action.publish.validation-issues-toast.title': 'Not published yet',
  'action.publish.validation-issues-toast.description':
    'Something in the form does not seem right. If so, the line above the form says what.',
  'panes.document-operation-results.operation-success_publish':
    'Published. The line above the form says when patients see it.',
  'panes.document-operation-results.operation-success_restore':
    'It is back as a draft. Publish it when patients should see it.',
  'panes.document-operation-results.operation-success_duplicate':
    'This is the copy: a new draft, which needs an address and a review of its own.',
  'panes.document-operation-results.operation-success_discardChanges':
    'Your changes are undone. The history still has them.',
  'banners.deleted-document-banner.text': 'This was deleted. Bring it back as a draft to see what it said.',
  'banners.deleted-document-banner.restore-button.text': 'Bring it back',
  'action.restore.disabled.cannot-restore-initial': 'This is the first version: there is none before it',
  'action.restore.label': 'Bring this version back',
  'action.restore.tooltip': 'Bring this version back',
  'banners.revision-not-found.description':
    'This version could not be found. Choose another one from the history.',
  'document-inspector.dialog.title': 'Data of <DocumentTitle/>',
  'document-inspector.menu-item.title': 'Data, for support',
  'document-inspector.view-mode.parsed': 'As a list',
  'document-inspector.view-mode.raw-json': 'As text',
  'pane-item.missing-schema-type.title':
    'Of a kind that this Studio does not know: <Code>{{documentType}}</Code>',
  'panes.document-list-pane.error.text': 'The list could not be read.',
  'panes.document-list-pane.error.title': 'Nothing to show',
  'panes.document-operation-results.operation-error_delete':
    'It could not be deleted. Most often something else still links to it.',
  'panes.document-operation-results.operation-error_unpublish':
    'It could not be unpublished. Most often something else still links to it.',
  'panes.document-operation-results.operation-success_delete': 'Deleted',
  'panes.document-operation-results.operation-success_unpublish':
    '<Strong>{{title}}</Strong> is no longer live. A draft of it stays.',
} satisfies Partial<Record<StructureLocaleResourceKeys, string>>

const presentationWords = {
  'locations-banner.resolving.text': 'Looking where it is shown…',
  'preview-frame.status_timeout': 'The preview does not answer. Reload the page.',
}

/** What Sanity says in developers' words where staff read it, in plain ones. */
export const wording = definePlugin({
  name: 'wording',
  i18n: {
    bundles: [
      bundle('studio', studioWords),
      bundle('structure', structureWords),
      bundle('presentation', presentationWords),
    ],
  },
})

function bundle(namespace: string, resources: Record<string, string>) {
  return defineLocaleResourceBundle({ locale: 'en-US', namespace, resources })
}
