import type { APIRoute } from 'astro'
import { drawIcon } from '#images/icons/draw-icon.ts'
import { toIco } from '#images/icons/icons.ts'

/** The icon of tabs, for whatever reads no SVG. */
export const GET: APIRoute = async () =>
  new Response(new Uint8Array(toIco(await drawIcon('rounded', 32))), {
    headers: { 'Content-Type': 'image/x-icon' },
  })
