import type { NamedSSRLoadedRendererValue } from 'astro'
import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

type Component = FunctionComponent<Record<string, unknown>>

/** The bar, the buttons and the icons are the same on nearly every page: what was last rendered, by component and props. */
const rendered = new Map<Component, Map<string, string>>()
const mostKept = 64

/** Renders a component of `src/shared-ui` to plain HTML. What an Astro page puts inside of it becomes its children. */
const renderer: NamedSSRLoadedRendererValue = {
  name: 'static-react',
  check: async component => typeof component === 'function',
  renderToStaticMarkup: async (component: Component, props: Record<string, unknown>, slots) => ({
    html: renderOnce(component, props, String(slots.default ?? '')),
  }),
}

function renderOnce(component: Component, props: Record<string, unknown>, inside: string): string {
  const kept = rendered.get(component) ?? new Map<string, string>()
  const key = JSON.stringify([props, inside])
  const known = kept.get(key)
  if (known !== undefined) return known
  const html = renderToStaticMarkup(createElement(component, props, inside && toElement(inside)))
  if (kept.size >= mostKept) kept.clear()
  rendered.set(component, kept.set(key, html))
  return html
}

/** React takes HTML only inside of an element: Astro removes this one again. */
function toElement(html: string) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by Astro, which has escaped what editors wrote.
  return createElement('astro-static-slot', { dangerouslySetInnerHTML: { __html: html } })
}

export default renderer
