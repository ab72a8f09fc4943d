import type { ConfigData } from 'html-validate'

/** What is asked of markup: all that the standard and the validator’s authors ask, but for how Astro happens to write it. */
export const markupRules: ConfigData = {
  extends: ['html-validate:recommended', 'html-validate:standard'],
  rules: {
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'tel-non-breaking': 'off',
    'void-style': 'off',
  },
}
