import type { OutgoingHttpHeaders } from 'node:http'
import { policyFor } from '../checks/content-security.ts'

const style = `
:root { color-scheme: light dark }
body { font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 10vh auto; padding: 0 1.25rem }
h1 { font-size: 1.5rem; line-height: 1.25 }
li { margin-block: .5rem }
code { font-size: .95em }
a { color: inherit }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; border-inline-start: .25rem solid; padding-inline-start: 1rem }
`

/** A page of the preview itself. */
export type OwnPage = { status: number; html: string; headers?: OutgoingHttpHeaders }

/** Allows the page's own style and nothing else. */
export const ownPagePolicy = policyFor({ scripts: [], styles: [style], styleAttributes: [] })

const reasons = {
  none: '',
  expired: '<p><strong>That link has expired.</strong> A link is good for one day.</p>',
  wrong: '<p><strong>That link does not open the preview.</strong> Perhaps a part of it is missing.</p>',
  studio:
    '<p><strong>The Studio’s pass has run out.</strong> Reload the Studio: it makes a new one by itself.</p>',
} as const

export type ShutReason = keyof typeof reasons

/** The page for visitors who may not see drafts. */
export function shutPage(reason: ShutReason, publishedUrl: string): OwnPage {
  return {
    status: 401,
    headers: { 'www-authenticate': 'Preview realm="drafts"' },
    html: page(
      'This preview is for staff',
      `${reasons[reason]}
<p>It shows drafts: what staff have written and not published yet. There are two ways in:</p>
<ul>
<li>from the Studio, where a document’s preview opens by itself;</li>
<li>by the link that <code>npm start</code> prints beside <em>Preview</em>. It is good for one day.</li>
</ul>
<p>What is published is <a href="${escapeHtml(publishedUrl)}">on the site</a>.</p>`,
    ),
  }
}

/** The page that says why a page or the drafts cannot be shown; `again` makes the browser retry by itself. */
export function problemPage(status: number, title: string, words: string, again = false): OwnPage {
  return {
    status,
    ...(again && { headers: { 'retry-after': '5', refresh: '5' } }),
    html: page(
      title,
      `<pre>${escapeHtml(words)}</pre>${again ? '<p>This page tries again by itself.</p>' : ''}`,
    ),
  }
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
