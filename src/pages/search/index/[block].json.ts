import type { APIRoute } from 'astro'
import { listFixedPages } from '#search/fixed-pages.ts'
import { makeBlock } from '#search/make-block.ts'
import { openPages, searchBlock } from '#selectors/selectors.ts'

/** A block of the search index, which the search page reads in the browser. */
export const GET: APIRoute = ({ params, locals }) => {
  const { block = '' } = params
  const { words } = locals
  const documents = locals.select(searchBlock, block)
  if (!documents) return new Response(null, { status: 404 })
  if (block !== 'site-1') return Response.json(makeBlock(documents, words.kinds))
  const open = locals.select(openPages)
  const fixed = listFixedPages(words).filter(({ path }) => open.includes(path))
  return Response.json(makeBlock(documents, words.kinds, fixed))
}
