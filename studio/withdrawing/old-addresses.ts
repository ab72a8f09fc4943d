/** An old address of the site, as a published document keeps it. */
export interface OldAddress {
  id: string
  /** A path that begins and ends with a slash. */
  from: string
  /** The document whose page visitors reach; null for an address that is gone. */
  target: string | null
}

/** What becomes of one document of an old address. */
export type Write = { kind: 'put'; address: OldAddress } | { kind: 'remove'; id: string }

/** A page that is published, at an address that may differ from its last one. */
export interface Publication {
  id: string
  /** Where visitors find it now; null for one that is not published. */
  oldPath: string | null
  newPath: string
}

/** Where visitors of a withdrawn page go. */
export type Destination = { id: string; path: string } | 'gone'

/**
 * What to write before a page is published at another address: its old address leads to it. The site prefers a page to
 * an old address, so that nothing changes for visitors until the page itself has moved.
 */
export function planBeforePublishing(page: Publication, known: readonly OldAddress[]): Write[] {
  const { id, oldPath, newPath } = page
  return oldPath === null || oldPath === newPath ? [] : put({ from: oldPath, target: id }, known)
}

/** What to write once a page is published at its address: earlier redirects from that address are removed. */
export function planAfterPublishing(page: Publication, known: readonly OldAddress[]): Write[] {
  return known.filter(({ from }) => from === page.newPath).map(({ id }) => ({ kind: 'remove', id }))
}

/**
 * What to write when a page is withdrawn: its address, and every older one that led to it, leads straight to the new
 * destination. So no old address leads to another old address.
 */
export function planWithdrawal(
  page: { id: string; path: string | null },
  destination: Destination,
  known: readonly OldAddress[],
): Write[] {
  const target = destination === 'gone' ? null : destination.id
  const followers = known.filter(address => address.target === page.id).map(({ from }) => from)
  const paths = new Set([...(page.path === null ? [] : [page.path]), ...followers])
  return [...paths].flatMap(from =>
    destination !== 'gone' && destination.path === from
      ? known.filter(address => address.from === from).map(({ id }): Write => ({ kind: 'remove', id }))
      : put({ from, target }, known),
  )
}

/** The old addresses as they are after the writes. */
export function afterWrites(known: readonly OldAddress[], writes: readonly Write[]): OldAddress[] {
  const byId = new Map(known.map(address => [address.id, address]))
  for (const write of writes) {
    if (write.kind === 'put') byId.set(write.address.id, write.address)
    else byId.delete(write.id)
  }
  return [...byId.values()]
}

/** The id of the document of an old address: the same each time, so that an address has one document. */
export function oldAddressId(from: string): string {
  return `redirect-${from.replace(/^\/|\/$/g, '').replaceAll('/', '_') || 'home'}`
}

/** One document says what becomes of an address: one that staff or an import made is kept, further ones go. */
function put(address: Omit<OldAddress, 'id'>, known: readonly OldAddress[]): Write[] {
  const [first, ...others] = known.filter(({ from }) => from === address.from)
  const id = first?.id ?? oldAddressId(address.from)
  return [
    { kind: 'put', address: { ...address, id } },
    ...others.map(({ id }): Write => ({ kind: 'remove', id })),
  ]
}
