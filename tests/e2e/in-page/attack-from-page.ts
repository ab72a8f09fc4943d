/** What a hostile page goes for. */
export type AttackPlan = {
  /** Addresses whose answers it would like to have. */
  read: string[]
  /** Addresses that it would like to have as pictures, scripts, styles or frames. */
  elements: string[]
  /** Addresses of event streams. */
  streams: string[]
  /** Pages that it opens in windows and frames, and speaks to. */
  pages: string[]
  /** What it sends, as browsers send it without asking first. */
  posts: { url: string; body: string }[]
  sockets: string[]
  /** What costs a server much to answer. */
  heavy: string[]
}

/**
 * Tries all that a page can do to other origins, and gives what reached it, in words: nothing, one hopes. Sent to the
 * browser as it is.
 */
export async function attackFromPage(plan: AttackPlan): Promise<string[]> {
  const patienceMs = 5000
  const reached: string[] = []
  addEventListener('message', event => reached.push(`a message of ${event.origin}`))

  const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

  /** Whether this page may look into that document; a frame that shows nothing yet is its own. */
  const isOpenTo = (document: Document | null) => document !== null && document.URL !== 'about:blank'

  async function tryFetch(url: string, init: RequestInit): Promise<void> {
    try {
      const signal = AbortSignal.timeout(patienceMs)
      const response = await fetch(url, { ...init, signal })
      if (response.type === 'opaque') return
      const text = await response.text()
      reached.push(`fetch ${JSON.stringify(init)} of ${url}: ${response.status}, ${text.length} characters`)
    } catch {
      // Refused by the browser or by the server: it cannot tell, as it should be.
    }
  }

  /** Puts an element on the page; whether it loaded, once that is known. */
  async function tryElement<Tag extends 'img' | 'script' | 'link' | 'iframe' | 'object' | 'embed'>(
    tag: Tag,
    attributes: Record<string, string>,
    judge: (element: HTMLElementTagNameMap[Tag]) => boolean,
  ): Promise<void> {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    const loaded = new Promise<boolean>(resolve => {
      element.addEventListener('load', () => resolve(true))
      element.addEventListener('error', () => resolve(false))
    })
    document.body.append(element)
    const isLoaded = await Promise.race([loaded, wait(patienceMs).then(() => false)])
    if (isLoaded && judge(element)) reached.push(`<${tag}> ${JSON.stringify(attributes)}`)
    element.remove()
  }

  async function trySocket(url: string): Promise<void> {
    const socket = new WebSocket(url)
    const opened = new Promise<boolean>(resolve => {
      socket.onopen = () => resolve(true)
      socket.onclose = () => resolve(false)
    })
    if (await Promise.race([opened, wait(patienceMs).then(() => false)]))
      reached.push(`a WebSocket to ${url}`)
    socket.close()
  }

  async function tryStream(url: string): Promise<void> {
    const stream = new EventSource(url, { withCredentials: true })
    const opened = new Promise<boolean>(resolve => {
      stream.onopen = () => resolve(true)
      stream.onerror = () => resolve(false)
    })
    if (await Promise.race([opened, wait(patienceMs).then(() => false)])) reached.push(`events of ${url}`)
    stream.close()
  }

  async function tryForm(url: string, body: string): Promise<void> {
    const frame = document.createElement('iframe')
    frame.name = `frame-${Math.random()}`
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: url, enctype: 'text/plain', target: frame.name })
    // Written as “name=value”: the two together are the body.
    const [name = '', ...rest] = body.split('=')
    const input = Object.assign(document.createElement('input'), { name, value: rest.join('=') })
    form.append(input)
    document.body.append(frame, form)
    const answered = new Promise(resolve => frame.addEventListener('load', resolve))
    form.submit()
    await Promise.race([answered, wait(patienceMs)])
    frame.remove()
    form.remove()
  }

  async function tryPage(url: string): Promise<void> {
    const frame = document.createElement('iframe')
    frame.src = url
    document.body.append(frame)
    const opened = open(url)
    await wait(1500)
    for (const target of [frame.contentWindow, opened]) {
      for (const message of [
        { type: 'presentation/visual-editing' },
        { domain: 'sanity/channels', type: 'handshake/syn' },
      ]) {
        target?.postMessage(message, '*')
      }
      try {
        if (isOpenTo(target?.document ?? null)) reached.push(`the page ${url}`)
      } catch {
        // Of another origin: closed to this page.
      }
    }
    await wait(500)
    opened?.close()
    frame.remove()
  }

  const always = () => true
  // One after the other: a browser opens six connections to a server, and none shall wait for its turn until it is given up.
  for (const url of plan.read) {
    await Promise.all([
      tryFetch(url, {}),
      tryFetch(url, { credentials: 'include' }),
      tryFetch(url, { mode: 'no-cors', credentials: 'include' }),
    ])
  }
  for (const url of plan.elements) {
    await Promise.all([
      tryElement('img', { src: url }, img => img.naturalWidth > 0),
      tryElement('img', { src: url, crossorigin: 'use-credentials' }, img => img.naturalWidth > 0),
      tryElement('script', { src: url }, always),
      tryElement('link', { rel: 'stylesheet', href: url }, always),
      tryElement('object', { data: url }, object => isOpenTo(object.contentDocument)),
      tryElement('iframe', { src: url }, frame => isOpenTo(frame.contentDocument)),
    ])
  }
  for (const { url, body } of plan.posts) {
    navigator.sendBeacon(url, body)
    await Promise.all([
      tryFetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/plain' },
        credentials: 'include',
      }),
      tryFetch(url, { method: 'POST', body, mode: 'no-cors', credentials: 'include' }),
      tryFetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      tryForm(url, body),
    ])
  }
  for (const url of plan.streams) await tryStream(url)
  await Promise.all(plan.pages.map(tryPage))
  for (const url of plan.sockets) await trySocket(url)
  for (const url of plan.heavy) await tryElement('img', { src: url }, img => img.naturalWidth > 0)
  return reached
}
