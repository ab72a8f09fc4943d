import { definePlugin } from 'sanity'
import { PastingInput } from './PastingInput.tsx'

/** Has text from Word, Google Docs and websites arrive as the site’s own headings, lists and links. */
export const pasting = definePlugin({ name: 'pasting', form: { components: { input: PastingInput } } })
