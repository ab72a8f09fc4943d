import type { APIRoute } from 'astro'
import { drawIcon } from '#images/icons/draw-icon.ts'
import { toIco } from '#images/icons/icons.ts'
import { look as lookSelector } from '#selectors/selectors.ts'

/** The icon of tabs, for whatever reads no SVG. */
export const GET: APIRoute = async ({ locals: { select, loadPicture } }) => {
  const look = select(lookSelector)
  const picture = look.icon && (await loadPicture(look.icon))
  return new Response(new Uint8Array(toIco(await drawIcon('rounded', 32, look, picture))), {
    headers: { 'Content-Type': 'image/x-icon' },
  })
}
