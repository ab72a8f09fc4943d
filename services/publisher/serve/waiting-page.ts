import { policyFor } from '../checks/content-security.ts'

const style = `
:root { color-scheme: light dark }
body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
section { border-inline-start: .25rem solid currentColor; padding-inline-start: 1rem; margin-block-start: 2rem }
a { color: inherit }
`

/** What patients read before there is a first release. Help in a crisis does not wait for it. */
export const waitingPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10">
<title>We will be right back</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>We will be right back</h1>
<p>This site is being made ready. It opens here by itself in a moment.</p>
<section aria-labelledby="help">
<h2 id="help">If you need help now</h2>
<p>If you are in crisis, <a href="tel:988">call 988</a> or <a href="sms:988">text 988</a>, the Suicide &amp; Crisis Lifeline: free, confidential, day and night.</p>
<p>In an emergency, <a href="tel:911">call 911</a>.</p>
</section>
</main>
</body>
</html>
`

/** Lets the page's own style through, and nothing else. */
export const waitingPolicy = policyFor({ scripts: [], styles: [style], styleAttributes: [] })

/** What visitors of a withdrawn address read, should the release have no page for what is not there. */
export const gonePage = 'This page is gone for good.\n'
