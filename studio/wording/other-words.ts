import type { ValidationLocaleResourceKeys } from 'sanity'

/** What is wrong with a field, where our own rules do not say it. */
export const validationWords = {
  'array.item-duplicate': 'This is here twice',
  'array.maximum-length': 'No more than {{maxLength}} of these',
  'array.minimum-length': 'At least {{minLength}} of these',
  'generic.not-allowed': 'Choose one of the list',
  'generic.required': 'This is needed',
  'number.non-integer': 'A whole number, please',
  'object.asset-required': 'Choose a file',
  'object.asset-required_file': 'Choose a file',
  'object.asset-required_image': 'Choose a picture',
  'object.not-reference': 'Choose something from the list',
  'object.reference-not-published': 'Publish what this leads to first',
  'panel.close-button-aria-label': 'Close',
  'panel.no-errors-message': 'Nothing to correct',
  'panel.title': 'To correct',
  'slug.missing-current': 'An address is needed',
  'slug.not-unique': 'Another page has this address',
  'string.email': 'This is not an email address',
  'string.maximum-length': 'At most {{maxLength}} characters',
  'string.minimum-length': 'At least {{minLength}} characters',
  'string.url.disallowed-scheme': 'This cannot be linked to. An address begins with https://',
  'string.url.invalid': 'This is not a web address. One looks like https://example.org/page',
  'string.url.not-absolute': 'The whole address, please, with https://',
} satisfies Partial<Record<ValidationLocaleResourceKeys, string>>

/** The preview. Sanity names no type for these keys, nor for those of copying. */
export const presentationWords = {
  'document-list-pane.error.text': 'The list cannot be shown. Reload the page.',
  'document-pane.error.text': 'The form cannot be shown. Reload the page.',
  'error-card.title': 'The preview does not answer',
  'locations-banner.resolving.text': 'Looking where it is shown…',
  'main-document.label': 'This page',
  // A list has no document of its own. Sanity calls that missing.
  'main-document.missing.text':
    'This page shows several documents. Choose one, or click its words on the page.',
  'narrow-tabs.content-tab.label': 'Form',
  'narrow-tabs.navigator-tab.label': 'Pages',
  'narrow-tabs.preview-tab.label': 'Page',
  'presentation-error.label': 'For support',
  'preview-frame.connection.error.text': 'The preview does not answer. Reload the page.',
  'preview-frame.overlay.toggle-button.text': 'Click to edit',
  'preview-frame.overlay.toggle-button.tooltip_disable': 'Make links work when clicked',
  'preview-frame.overlay.toggle-button.tooltip_enable': 'Edit what is clicked',
  'preview-frame.refresh-button.aria-label': 'Load the page again',
  'preview-frame.refresh-button.tooltip': 'Load the page again',
  'preview-frame.status_timeout': 'The preview does not answer. Reload the page.',
  'preview-frame.viewport-button.aria-label': 'As on a phone, or on a computer',
  'preview-frame.viewport-button.tooltip_full': 'As on a computer',
  'preview-frame.viewport-button.tooltip_narrow': 'As on a phone',
  'preview-location-input.error_missing-origin': 'The address begins with {{origin}}',
  'preview-url-secret.missing-grants': 'Your role may not open the preview.',
  'share-url.menu-item.open.text': 'Open the preview in a new tab',
}

/** Copying a field, or all of a form, and pasting it elsewhere. */
export const copyWords = {
  'copy-paste.field-action-copy-button.document.title': 'Copy all fields',
  'copy-paste.field-action-paste-button.document.title': 'Paste all fields',
  'copy-paste.on-copy.validation.no-value.title': 'It is empty: there is nothing to copy',
  'copy-paste.on-copy.validation.schema-type-incompatible.title': 'This cannot be copied',
  'copy-paste.on-paste.validation.array-type-incompatible.description':
    'What was copied does not belong in this list',
  'copy-paste.on-paste.validation.array-value-incompatible.description':
    'What was copied does not belong in this list',
  'copy-paste.on-paste.validation.clipboard-invalid.title': 'What was copied does not fit here',
  'copy-paste.on-paste.validation.image-file-incompatible.description': 'What was copied does not fit here',
  'copy-paste.on-paste.validation.mime-type-incompatible.description':
    'A file of this kind does not fit here',
  'copy-paste.on-paste.validation.mime-type-validation-failed.description': 'This file does not fit here',
  'copy-paste.on-paste.validation.partial-warning.title': 'Not everything could be pasted',
  'copy-paste.on-paste.validation.primitive-type-incompatible.description':
    'What was copied does not fit here',
  'copy-paste.on-paste.validation.read-only-target.description': 'This cannot be changed here',
  'copy-paste.on-paste.validation.reference-filter-incompatible.description':
    'What was copied cannot be linked here',
  'copy-paste.on-paste.validation.reference-type-incompatible.description':
    'What was copied cannot be linked here',
  'copy-paste.on-paste.validation.reference-validation-failed.description':
    'What was copied leads to something that does not exist any more',
  'copy-paste.on-paste.validation.schema-type-incompatible.description': 'What was copied does not fit here',
  'copy-paste.on-paste.validation.schema-type-incompatible.title': 'This cannot be pasted here',
}
