import type { APIRoute } from 'astro'
import { foundFixedPages } from '#search/fixed-pages.ts'
import { makeBlock } from '#search/make-block.ts'
import { searchBlock } from '#selectors/selectors.ts'

/** A block of the search index, which the search page reads in the browser. */
export const GET: APIRoute = ({ params, locals }) => {
  const { block = '' } = params
  const documents = locals.select(searchBlock, block)
  if (!documents) return new Response(null, { status: 404 })
  return Response.json(makeBlock(documents, block === 'site-1' ? foundFixedPages : []))
}
