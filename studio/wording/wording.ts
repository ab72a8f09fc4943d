import { defineLocaleResourceBundle, definePlugin } from 'sanity'
import { copyWords, presentationWords, validationWords } from './other-words.ts'
import { structureWords } from './structure-words.ts'
import { studioWords } from './studio-words.ts'

/** What Sanity says in developers' words where staff read it, in plain ones. The last plugin that words something is heard. */
export const wording = definePlugin({
  name: 'wording',
  i18n: {
    bundles: [
      bundle('studio', studioWords),
      bundle('structure', structureWords),
      bundle('validation', validationWords),
      bundle('presentation', presentationWords),
      bundle('copy-paste', copyWords),
    ],
  },
})

function bundle(namespace: string, resources: Record<string, string>) {
  return defineLocaleResourceBundle({ locale: 'en-US', namespace, resources })
}
