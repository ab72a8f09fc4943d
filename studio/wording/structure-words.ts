import type { StructureLocaleResourceKeys } from 'sanity/structure'

/** The desk: its lists, the frame of a form, and what may be done with a document. */
export const structureWords = {
  'action.copy-document-id.label': 'Copy its number, for support',
  'action.copy-link-to-document.label': 'Copy the link for colleagues',
  'action.delete.disabled.not-ready': 'One moment…',
  'action.delete.disabled.nothing-to-delete': 'There is nothing to delete yet',
  'action.discard-changes.confirm-dialog.confirm-discard-changes':
    'Undo everything since it was last published?',
  'action.discard-changes.confirm-dialog.confirm-discard-changes-draft':
    'Undo everything, and delete this draft?',
  'action.discard-changes.confirm-dialog.header.text': 'Undo the changes?',
  'action.discard-changes.disabled.no-change': 'Nothing is changed since it was published',
  'action.discard-changes.disabled.not-published': 'It was never published: there is nothing to go back to',
  'action.discard-changes.disabled.not-ready': 'One moment…',
  'action.duplicate.disabled.not-ready': 'One moment…',
  'action.duplicate.disabled.nothing-to-duplicate': 'There is nothing to copy yet',
  'action.publish.disabled.not-ready': 'One moment…',
  'action.publish.no-changes.tooltip': 'Nothing is changed since it was published',
  'action.publish.validation-in-progress.label': 'Checking…',
  'action.publish.validation-issues-toast.description': 'Correct what is marked in the form first',
  'action.publish.validation-issues-toast.title': 'Not published yet',
  'action.publish.validation-issues.tooltip': 'Correct what is marked in the form first',
  'action.publish.waiting': 'One moment: it is still being saved',
  'action.restore.confirm.message': 'Bring this version back as a draft?',
  'action.restore.disabled.cannot-restore-initial': 'This is the first version: there is none before it',
  'action.restore.label': 'Bring this version back',
  'action.restore.tooltip': 'Bring this version back',
  'action.unpublish.disabled.not-published': 'It is not published',
  'action.unpublish.disabled.not-ready': 'One moment…',
  'banners.deleted-document-banner.restore-button.text': 'Bring it back',
  'banners.deleted-document-banner.text': 'This was deleted. Bring it back as a draft to see what it said.',
  'banners.permission-check-banner.missing-permission_create_one':
    'Your role is <Roles/>: you may not publish this.',
  'banners.permission-check-banner.missing-permission_create_other':
    'Your roles are <Roles/>: you may not publish this.',
  'banners.permission-check-banner.missing-permission_update_one':
    'Your role is <Roles/>: you may read this, not change it.',
  'banners.permission-check-banner.missing-permission_update_other':
    'Your roles are <Roles/>: you may read this, not change it.',
  'banners.reference-changed-banner.reason-changed.reload-button.text': 'Open it',
  'banners.reference-changed-banner.reason-changed.text': 'The form beside now leads to something else.',
  'banners.reference-changed-banner.reason-removed.close-button.text': 'Close this',
  'banners.reference-changed-banner.reason-removed.text': 'The form beside does not lead here any more.',
  'banners.revision-not-found.description':
    'This version could not be found. Choose another one from the history.',
  'buttons.action-menu-button.aria-label': 'More to do',
  'buttons.action-menu-button.tooltip': 'More to do',
  'buttons.focus-pane-button.aria-label.collapse': 'Show the lists again',
  'buttons.focus-pane-button.aria-label.focus': 'Only the form',
  'buttons.focus-pane-button.tooltip.collapse': 'Show the lists again',
  'buttons.focus-pane-button.tooltip.focus': 'Only the form',
  'buttons.split-pane-button.aria-label': 'Open beside',
  'buttons.split-pane-button.tooltip': 'Open beside',
  'buttons.split-pane-close-button.title': 'Close this',
  'buttons.split-pane-close-group-button.title': 'Close these',
  'changes.banner.description': 'The history of what is <strong>{{perspective}}</strong>.',
  'changes.banner.tooltip': 'Press “Published” or “Draft” above to see the history of the other.',
  'changes.tab.review-changes': 'What changed',
  'compare-versions.menu-item.disabled-reason':
    'Nothing to compare: the draft and what is published are the same.',
  'compare-versions.menu-item.title': 'Compare with what is published',
  'compare-versions.title': 'Compare',
  'confirm-delete-dialog.confirm-anyway-button.text_delete': 'Delete all the same',
  'confirm-delete-dialog.confirm-anyway-button.text_delete_one': 'Delete all the same',
  'confirm-delete-dialog.confirm-anyway-button.text_delete_other': 'Delete all the same',
  'confirm-delete-dialog.confirm-anyway-button.text_unpublish': 'Unpublish all the same',
  'confirm-delete-dialog.confirm-button.text_delete': 'Delete draft and published',
  'confirm-delete-dialog.confirm-button.text_delete_one': 'Delete',
  'confirm-delete-dialog.confirm-button.text_delete_other': 'Delete draft and published',
  'confirm-delete-dialog.confirmation.text_delete': 'Delete this, the draft as well as what is published?',
  'confirm-delete-dialog.confirmation.text_delete_one': 'Delete this?',
  'confirm-delete-dialog.confirmation.text_delete_other':
    'Delete this, the draft as well as what is published?',
  'confirm-delete-dialog.confirmation.text_unpublish': 'Unpublish “<DocumentTitle/>”?',
  'confirm-delete-dialog.error.message.text': 'What links here could not be read.',
  'confirm-delete-dialog.error.title.text': 'One moment',
  'confirm-delete-dialog.header.text_delete': 'Delete?',
  'confirm-delete-dialog.header.text_unpublish': 'Unpublish?',
  'confirm-delete-dialog.loading.text': 'Looking for what links here…',
  'confirm-delete-dialog.referential-integrity-disclaimer.text_delete':
    'What links to it would then lead nowhere.',
  'confirm-delete-dialog.referential-integrity-disclaimer.text_unpublish':
    'What links to it would then lead nowhere.',
  'confirm-delete-dialog.referring-document-count.text_one': 'One other links to “<DocumentTitle/>”',
  'confirm-delete-dialog.referring-document-count.text_other': '{{count}} others link to “<DocumentTitle/>”',
  'confirm-delete-dialog.referring-documents-descriptor.text_delete':
    '“<DocumentTitle/>” cannot be deleted while these link to it:',
  'confirm-delete-dialog.referring-documents-descriptor.text_unpublish':
    '“<DocumentTitle/>” cannot be unpublished while these link to it:',
  'document-inspector.dialog.title': 'Data of <DocumentTitle/>',
  'document-inspector.error.description': 'This cannot be shown. Close it and open it again.',
  'document-inspector.menu-item.title': 'Data, for support',
  'document-inspector.view-mode.parsed': 'As a list',
  'document-inspector.view-mode.raw-json': 'As text',
  'document-target-badges.not-in-target.tooltip': 'It does not exist here yet.',
  'document-view.form-view.sync-lock-toast.description': 'You can write again in a moment.',
  'document-view.form-view.sync-lock-toast.title': 'Just published…',
  'incoming-references-input.list-label': 'What links here: {{type}}',
  'incoming-references-input.reference-from': 'Linked from {{type}}',
  'incoming-references-pane.no-references': 'Nothing links here.',
  'incoming-references-pane.no-references-found': 'Nothing of this kind links here.',
  'menu-items.sort-by.created': 'Newest first',
  'menu-items.sort-by.last-edited': 'Last changed first',
  'pane-header.create-new-button.tooltip': 'Make a new one',
  'pane-header.disabled-created-button.aria-label': 'Your role may not make a new one',
  'pane-item.missing-schema-type.subtitle': 'Tell support: <Code>{{documentId}}</Code>',
  'pane-item.missing-schema-type.title':
    'Of a kind that this Studio does not know: <Code>{{documentType}}</Code>',
  'panes.document-list-pane.error.text': 'The list could not be read.',
  'panes.document-list-pane.error.text.dev': 'Tell support: <Code>{{error}}</Code>',
  'panes.document-list-pane.error.title': 'Nothing to show',
  'panes.document-list-pane.max-items.text': 'The first {{limit}} are shown. Search for the others.',
  'panes.document-list-pane.no-documents-of-type.text': 'Nothing here yet',
  'panes.document-list-pane.no-documents.text': 'Nothing found',
  'panes.document-list-pane.no-matching-documents.text': 'Nothing found',
  'panes.document-list-pane.search-input.aria-label': 'Search this list',
  'panes.document-list-pane.search-input.placeholder': 'Search this list',
  'panes.document-operation-results.operation-error':
    'That did not work. Try again; if it stays so, tell support.',
  'panes.document-operation-results.operation-error_delete':
    'It could not be deleted. Most often something else still links to it.',
  'panes.document-operation-results.operation-error_unpublish':
    'It could not be unpublished. Most often something else still links to it.',
  'panes.document-operation-results.operation-success': 'Done',
  'panes.document-operation-results.operation-success_copy-id': 'Its number is copied',
  'panes.document-operation-results.operation-success_copy-url': 'The link is copied',
  'panes.document-operation-results.operation-success_delete': 'Deleted',
  'panes.document-operation-results.operation-success_discardChanges':
    'Your changes are undone. The history still has them.',
  'panes.document-operation-results.operation-success_duplicate':
    'This is the copy: a new draft, which needs an address and a review of its own.',
  'panes.document-operation-results.operation-success_publish':
    'Published. The line above the form says when patients see it.',
  'panes.document-operation-results.operation-success_restore':
    'It is back as a draft. Publish it when patients should see it.',
  'panes.document-operation-results.operation-success_unpublish':
    '<Strong>{{title}}</Strong> is no longer live. A draft of it stays.',
  'panes.document-pane.document-not-found.text':
    'It may have been deleted, or the link is wrong: <Code>{{id}}</Code>',
  'panes.document-pane.document-not-found.title': 'There is nothing here',
  'panes.document-pane.document-unknown-type.text': 'Tell support: <Code>{{documentType}}</Code>',
  'panes.document-pane.document-unknown-type.title':
    'Of a kind that this Studio does not know: <Code>{{documentType}}</Code>',
  'panes.document-pane.document-unknown-type.without-schema.text':
    'It may have been deleted, or the link is wrong.',
  'request-permission-dialog.description.text':
    'Your administrators read your request. You can add a note for them.',
  'request-permission-dialog.header.text': 'Ask to be allowed to write?',
  'request-permission-dialog.warning.denied.text': 'Your request was declined.',
  'status-bar.review-changes-button.aria-label': 'See what changed',
  'status-bar.review-changes-button.tooltip.text': 'See what changed',
  'structure-error.header.text':
    'The desk could not be opened. Reload the page; if it stays so, tell support.',
  'timeline-item.menu-button.aria-label': 'More for this version',
  'timeline-item.menu-button.tooltip': 'More for this version',
  'toggle-inline-changes.menu-item.title': 'Show what changed in the form',
} satisfies Partial<Record<StructureLocaleResourceKeys, string>>
