import { linkAddressFault, ownAddress } from '#domain/link-address.ts'
import type { PrepareContext } from '#portable-text/prepare.ts'
import type { SourceRegister } from '#portable-text/sources.ts'
import type { Editable } from '#src/preview/edit.ts'
import { linkPath, pageAt } from './selectors.ts'

/** What the text of a document asks the site while it is prepared; its sources number themselves in `sources`. */
export function textContext(
  { select, siteUrl, edit }: App.Locals,
  sources: SourceRegister,
  document: Editable,
): PrepareContext {
  return {
    sources,
    edit: path => edit(document, path),
    findPath: id => select(linkPath, id),
    findAddress(address) {
      const own = ownAddress(address, siteUrl)
      if (!own) return elsewhere(address)
      const path = select(pageAt, own.path)
      return path === null ? null : { href: `${path}${own.search}${own.hash}`, external: false }
    },
  }
}

function elsewhere(address: string): ReturnType<PrepareContext['findAddress']> {
  const url = URL.parse(address)
  if (!url || linkAddressFault(address)) return null
  return { href: url.href, external: url.protocol !== 'mailto:' }
}
