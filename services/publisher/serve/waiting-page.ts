import { policyFor } from '../checks/content-security.ts'

const style = `
:root { color-scheme: light dark }
body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
section { border-inline-start: .25rem solid currentColor; padding-inline-start: 1rem; margin-block-start: 2rem }
a { color: inherit }
`

/** Shown before the first release, with help for a crisis. */
export const waitingPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10">
<meta name="robots" content="noindex">
<title>This site is being set up</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>This site is being set up</h1>
<p>There is nothing to read here yet. The site opens on this page by itself, as soon as it is ready.</p>
<section aria-labelledby="help">
<h2 id="help">If you need help now</h2>
<p>If you are in crisis, <a href="tel:988">call 988</a> or <a href="sms:988">text 988</a>, the Suicide &amp; Crisis Lifeline: free, confidential, day and night.</p>
<p>In an emergency, <a href="tel:911">call 911</a>.</p>
</section>
</main>
</body>
</html>
`

/** Allows the page's own style and nothing else. */
export const waitingPolicy = policyFor({ scripts: [], styles: [style], styleAttributes: [] })

/** The text for removed addresses if the release has no page for them. */
export const gonePage = 'This page is gone for good.\n'
