import { defineLocaleResourceBundle, definePlugin } from 'sanity'

/**
 * What is said once a document was published, copied, restored or deleted, in place of Sanity's own words: those name a
 * document that was just published for the first time by its type, “New Announcement”.
 */
export const lifecycleWords = definePlugin({
  name: 'lifecycle-words',
  i18n: {
    bundles: [
      defineLocaleResourceBundle({
        locale: 'en-US',
        namespace: 'structure',
        resources: {
          'panes.document-operation-results.operation-success_publish':
            'Published. The line above the form says when patients see it.',
          'panes.document-operation-results.operation-success_restore':
            'It is back as a draft. Publish it when patients should see it.',
          'panes.document-operation-results.operation-success_duplicate':
            'This is the copy: a new draft, which needs an address and a review of its own.',
          'panes.document-operation-results.operation-success_discardChanges':
            'Your changes are undone. The history still has them.',
          'banners.deleted-document-banner.text':
            'This was deleted. Bring it back as a draft to see what it said.',
          'banners.deleted-document-banner.restore-button.text': 'Bring it back',
        },
      }),
    ],
  },
})
