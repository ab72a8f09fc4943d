import { english } from '#words/english.ts'
import type { LinkedSentence } from '#words/words.ts'
import { policyFor } from '../checks/content-security.ts'

const style = `
:root { color-scheme: light dark }
body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
section { border-inline-start: .25rem solid currentColor; padding-inline-start: 1rem; margin-block-start: 2rem }
a { color: inherit }
`

const words = english.waiting

const helplines = { call: 'tel:988', text: 'sms:988', emergency: 'tel:911' }

function linked(sentence: LinkedSentence<keyof typeof helplines>): string {
  const parts = sentence.map(part =>
    typeof part === 'string' ? part : `<a href="${helplines[part.to]}">${part.text}</a>`,
  )
  return parts.join('').replaceAll('&', '&amp;')
}

/** Shown before the first release, with help for a crisis. */
export const waitingPage = `<!doctype html>
<html lang="${english.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10">
<meta name="robots" content="noindex">
<title>${words.title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<p>${words.nothingYet}</p>
<section aria-labelledby="help">
<h2 id="help">${words.help}</h2>
<p>${linked(words.inCrisis)}</p>
<p>${linked(words.inAnEmergency)}</p>
</section>
</main>
</body>
</html>
`

/** Allows the page's own style and nothing else. */
export const waitingPolicy = policyFor({ scripts: [], styles: [style], styleAttributes: [] })

/** The text for removed addresses if the release has no page for them. */
export const gonePage = `${english.server.gone}\n`
