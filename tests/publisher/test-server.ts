import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { type Answer, type TestPublisher, webhookSecret } from './test-publisher.ts'

let commands = 0

export type CommandOptions = {
  path?: string
  signedAt?: number
  secret?: string
  headers?: Record<string, string>
}

/** Posts a command to the publisher, signed like the command line does. */
export async function postCommand(
  site: TestPublisher,
  command: { command: string; [field: string]: unknown },
  options: CommandOptions = {},
): Promise<Answer> {
  commands += 1
  const body = JSON.stringify({ nonce: `nonce-${commands}`, ...command })
  const signedAt = options.signedAt ?? site.clock.now().epochMilliseconds
  return await site.ask(options.path ?? `/commands/${command.command}`, {
    method: 'POST',
    body,
    headers: {
      host: 'localhost',
      [SIGNATURE_HEADER_NAME]: await encodeSignatureHeader(body, signedAt, options.secret ?? webhookSecret),
      ...options.headers,
    },
  })
}

/** What a command came to: the last line of its answer. */
export async function sendCommand(
  site: TestPublisher,
  command: { command: string; [field: string]: unknown },
): Promise<Record<string, unknown>> {
  const { text } = await postCommand(site, command)
  return JSON.parse(text.trim().split('\n').at(-1) ?? '')
}
