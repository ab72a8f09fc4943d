import type { APIRoute } from 'astro'
import { faviconSvg } from '#images/icons/icons.ts'
import { look as lookSelector } from '#selectors/selectors.ts'

/** The icon of tabs. */
export const GET: APIRoute = async ({ locals: { select, loadPicture } }) => {
  const look = select(lookSelector)
  const picture = look.icon && (await loadPicture(look.icon))
  return new Response(await faviconSvg(look, picture), { headers: { 'Content-Type': 'image/svg+xml' } })
}
