/**
 * Gives the token of the current session to requests that Sanity sends past its clients, with the token that the Studio was
 * opened with: uploads, by XMLHttpRequest for their progress, and the history of a document, by the browser's own fetch.
 * @param renew Replaces the value of an `Authorization` header whose session is over.
 */
export function renewRequests(renew: (authorization: string) => string): void {
  const { setRequestHeader } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
    setRequestHeader.call(this, name, name.toLowerCase() === 'authorization' ? renew(value) : value)
  }
  const plainFetch = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    const authorization = headers.get('authorization')
    if (!authorization) return plainFetch(input, init)
    headers.set('authorization', renew(authorization))
    return plainFetch(input, { ...init, headers })
  }
}
