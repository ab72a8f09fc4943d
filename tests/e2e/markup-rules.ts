import type { ConfigData } from 'html-validate'

/** What is asked of markup: all that the standard and the validator’s authors ask, but for how Astro and React happen to write it. */
export const markupRules: ConfigData = {
  extends: ['html-validate:recommended', 'html-validate:standard'],
  rules: {
    'attr-case': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'tel-non-breaking': 'off',
    'void-style': 'off',
  },
}
