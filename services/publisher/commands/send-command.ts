import { type IncomingMessage, request } from 'node:http'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { describeHolder, FolderInUseError, findHolder, type Holder } from '#services/shared/folder-lock.ts'
import { type Command, commandPaths, type ResponseLine, responseLine } from './command.ts'

/** A command failed; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code = 'ERR_COMMAND'
}

/** How long to wait for a publisher that is starting, and how often to look for it, in milliseconds. */
const startWithinMs = 15_000
const lookEveryMs = 100

/**
 * Sends a command to the publisher that runs on `folder`, and resolves with the result.
 * @throws FolderInUseError if another command works on the folder; CommandError if the publisher does not answer.
 */
export async function sendCommand(
  command: Command,
  { folder, secret, now }: { folder: string; secret: string; now(): Temporal.Instant },
  report: (line: ResponseLine) => void,
  pause: (delayMs: number) => Promise<void>,
): Promise<ResponseLine> {
  const holder = await findPublisher(folder, pause)
  const body = JSON.stringify(command)
  const signature = await encodeSignatureHeader(body, now().epochMilliseconds, secret)
  let response: IncomingMessage
  try {
    response = await post(`${holder.url}${commandPaths[command.command]}`, body, {
      'content-type': 'application/json',
      [SIGNATURE_HEADER_NAME]: signature,
    })
  } catch (cause) {
    const wasTaken = !(cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED')
    if (wasTaken) throw broken(holder, cause)
    throw new CommandError(
      `The folder ${folder} is in use by ${describeHolder(holder)}, which does not answer at ${holder.url}. See what it logs, or stop it and start it again. Nothing was changed.`,
      { cause },
    )
  }
  if (response.statusCode !== 200) throw await explainRefusal(response, holder)
  return await follow(response, holder, report)
}

/** Not `fetch`, which gives up after five minutes of silence, as a first release may take. */
function post(url: string, body: string, headers: Record<string, string>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, agent: false }, resolve).once('error', reject).end(body)
  })
}

/** Waits until the running publisher has announced its address. */
async function findPublisher(
  folder: string,
  pause: (delayMs: number) => Promise<void>,
): Promise<Holder & { url: string }> {
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const holder = await findHolder(folder)
    if (holder?.url) return { ...holder, url: holder.url }
    if (holder && holder.job !== 'publisher') throw new FolderInUseError(folder, holder)
    if (waitedMs >= startWithinMs) {
      throw new CommandError(
        `The folder ${folder} is in use by ${holder ? describeHolder(holder) : 'another process'}, which does not say where it answers. See what it logs, or stop it. Nothing was changed.`,
      )
    }
    await pause(lookEveryMs)
  }
}

async function explainRefusal(response: IncomingMessage, holder: Holder): Promise<CommandError> {
  const message = messageIn(await text(response))
  if (response.statusCode === 401) {
    return new CommandError(
      `The publisher (process ${holder.pid}) does not take this command: ${message} It was started with another SANITY_WEBHOOK_SECRET, perhaps: run this with the same settings.`,
    )
  }
  return new CommandError(
    `The publisher (process ${holder.pid}) answered ${response.statusCode}: ${message} Nothing was changed.`,
  )
}

function messageIn(text: string): string {
  try {
    return String(Object(JSON.parse(text)).message ?? text)
  } catch {
    return text.trim()
  }
}

async function follow(
  response: IncomingMessage,
  holder: Holder,
  report: (line: ResponseLine) => void,
): Promise<ResponseLine> {
  try {
    for await (const each of createInterface({ input: response })) {
      const line = responseLine.parse(JSON.parse(each))
      if (line.kind !== 'progress') return line
      report(line)
    }
  } catch (cause) {
    throw broken(holder, cause)
  }
  throw broken(holder)
}

function broken(holder: Holder, cause?: unknown): CommandError {
  return new CommandError(
    `The publisher (process ${holder.pid}) ended before it was done. “npm run releases” shows what is live now; once it runs again, ask again.`,
    { cause },
  )
}
