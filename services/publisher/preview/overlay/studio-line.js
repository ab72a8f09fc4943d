// @ts-check
// The line to the Studio whose frame shows this page: its Presentation tool speaks, and hears, as Sanity's comlink does
// (@sanity/comlink 4, @sanity/presentation-comlink 2; decision 0020).

/** @typedef {{ type: string, id: string, channelId?: string, connectionId?: string, data?: unknown }} Message */

/** Answers, signs of life and greetings may come by their older names. */
const names = new Map([
  ['handshake/syn', 'comlink/handshake/syn'],
  ['handshake/ack', 'comlink/handshake/ack'],
  ['channel/heartbeat', 'comlink/heartbeat'],
  ['channel/disconnect', 'comlink/disconnect'],
  ['channel/response', 'comlink/response'],
])

/**
 * Answers the Studio, if this page stands in one's frame; the preview's policy lets no other page frame it.
 * `onConnected` is called whenever the Studio has come on the line, `onMessage` for all that it says from then on.
 * @param {{ onConnected(): void, onMessage(type: string, data: unknown): void }} listener
 */
export function createStudioLine({ onConnected, onMessage }) {
  const isFramed = window.parent !== window
  /** @type {{ channelId: string, origin: string } | null} */
  let line = null
  let isConnected = false
  let count = 0

  /** @param {string} type @param {object} rest */
  function send(type, rest) {
    if (!line) return
    count += 1
    const { channelId, origin } = line
    const id = `preview-${Date.now()}-${count}`
    const envelope = { id, channelId, from: 'visual-editing', to: 'presentation', domain: 'sanity/comlink' }
    window.parent.postMessage({ ...envelope, type, ...rest }, origin)
  }

  addEventListener('message', event => {
    const message = isFramed && event.source === window.parent ? readMessage(event.data) : null
    if (!message) return
    const type = names.get(message.type) ?? message.type
    if (type === 'comlink/handshake/syn') {
      isConnected = false
      line = { channelId: message.channelId ?? message.connectionId ?? '', origin: event.origin }
      return send('comlink/handshake/syn-ack', {})
    }
    if (!line || type === 'comlink/response') return
    if (type === 'comlink/disconnect') {
      isConnected = false
      return
    }
    if (type !== 'comlink/handshake/ack') send('comlink/response', { responseTo: message.id })
    if (!isConnected) {
      isConnected = true
      onConnected()
    }
    if (type.startsWith('presentation/')) onMessage(type, message.data)
  })

  return {
    isFramed,
    /** Says something; false while no Studio is on the line to hear it. @param {string} type @param {object} data */
    post(type, data) {
      if (isConnected) send(type, { data })
      return isConnected
    },
  }
}

/** @param {unknown} data @returns {Message | null} */
function readMessage(data) {
  if (typeof data !== 'object' || data === null || !('domain' in data) || !('type' in data)) return null
  const isOurs = data.domain === 'sanity/channels' || data.domain === 'sanity/comlink'
  if (!isOurs || !('from' in data) || data.from !== 'presentation' || !('to' in data)) return null
  if (data.to !== 'overlays' && data.to !== 'visual-editing') return null
  if (typeof data.type !== 'string') return null
  return {
    type: data.type,
    id: textOf(data, 'id') ?? '',
    channelId: textOf(data, 'channelId'),
    connectionId: textOf(data, 'connectionId'),
    data: 'data' in data ? data.data : undefined,
  }
}

/** A text that an object has under a name. @param {unknown} value @param {string} name @returns {string | undefined} */
export function textOf(value, name) {
  if (typeof value !== 'object' || value === null) return undefined
  const found = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof found === 'string' ? found : undefined
}
