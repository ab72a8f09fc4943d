import { connect, type Socket } from 'node:net'
import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { expect, test } from 'vitest'
import { startTestPublisher, type TestPublisher, webhookSecret } from './test-publisher.ts'

/* Senders of webhooks that mean no good, or are many. */

const notes = [{ _id: 'groups', title: 'Groups' }]

/** Begins to send a webhook, and leaves it at that. */
async function beginWebhook(site: TestPublisher): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(Number(new URL(site.publisher.url).port), '127.0.0.1')
  socket.on('error', () => {})
  const answer = new Promise<string>(resolve => {
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    socket.once('close', () => resolve(text))
  })
  await new Promise<void>(resolve => {
    socket.write('POST /hooks/sanity HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n{"_id"', () =>
      resolve(),
    )
  })
  return { socket, answer }
}

test('takes honest webhooks while a hundred senders dawdle, of whom the slowest are sent away', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  const slow = []
  for (let number = 0; number < 100; number += 1) slow.push(await beginWebhook(site))

  const answers = await Promise.all(
    Array.from({ length: 40 }, () => site.hook({ _id: 'groups' }, { signedAt: next(site) })),
  )

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  expect(await slow[0]?.answer).toMatch(/^HTTP\/1\.1 503[\s\S]*took longest/)
  for (const { socket } of slow) socket.destroy()
})

let signatures = 0

/** An instant, in milliseconds, at which nothing was signed yet. */
function next(site: TestPublisher): number {
  signatures += 1
  return site.clock.now().epochMilliseconds - signatures
}

test('takes a replayed webhook once, however its signature is written', async () => {
  await using site = await startTestPublisher(notes)
  const body = JSON.stringify({ _id: 'groups' })
  const signature = await encodeSignatureHeader(body, site.clock.now().epochMilliseconds, webhookSecret)
  const send = async (form: string, key: string) =>
    (await site.hook({ _id: 'groups' }, { key, headers: { [SIGNATURE_HEADER_NAME]: form } })).status

  expect(await send(signature, 'a')).toBe(202)
  expect(await send(signature.replace(',', ', '), 'b')).toBe(200)
  expect(await send(signature.replace(',', ' , '), 'c')).toBe(200)
  expect(await send(`  ${signature.replace(',', ',,  ')} `, 'd')).toBe(200)
})

test('says in few lines that many webhooks were refused', async () => {
  await using site = await startTestPublisher(notes)
  await site.publisher.whenQuiet()
  for (let number = 0; number < 200; number += 1) {
    await site.hook({ _id: 'groups', number }, { secret: 'a secret that somebody guessed' })
  }
  site.clock.advance(10_001)
  await site.hook({ _id: 'groups' }, { secret: 'a secret that somebody guessed' })

  const lines = site.logged.filter(line => line.includes('The webhook was refused'))
  expect(lines).toHaveLength(2)
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ status: 401, refusedSinceLastLine: 199 })
})
