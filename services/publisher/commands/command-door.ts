import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createRefusalLog } from '../log-throttle.ts'
import type { AnswerJson } from '../serve/answer-json.ts'
import { type Doors, plainHeaders } from '../serve/headers.ts'
import type { SiteFolder } from '../site-folder.ts'
import { CrowdedOutError, createBodyReader } from '../webhooks/bodies.ts'
import type { Journal } from '../webhooks/journal.ts'
import { digestKey, verifySignature } from '../webhooks/signature.ts'
import { carryOut } from './carry-out.ts'
import { type AnswerLine, type Command, commandPaths, commandShape, scriptNames } from './command.ts'

const maxBodyBytes = 4096
const maxAtOnce = 8

/**
 * Takes commands of a person on this machine: signature over the raw body, freshness, replay, as for webhooks. Answers
 * with one JSON line a fact, the last of which tells what it came to. Who may come here at all is for the server to say.
 */
export function createCommandDoor(options: {
  secret: string
  clock: Clock
  journal: Journal
  site: SiteFolder
  doors: Doors
  log: Log
  answer: AnswerJson
}) {
  const { secret, clock, journal, log, answer } = options
  const logRefusal = createRefusalLog(options)
  const bodies = createBodyReader({ maxAtOnce, maxBytes: maxBodyBytes })

  return async function takeCommand(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      return answer(response, 405, { message: 'Commands are sent with POST.' }, { allow: 'POST' })
    }
    const body = await readBody(request)
    if (body === null) return refuse(413, 'its body is too long')
    const signed = await verifySignature({ headers: request.headers, body }, secret, clock.now())
    if (!signed.genuine) return refuse(signed.status, signed.reason)
    const command = parseCommand(signed.body)
    const path = (request.url ?? '').split('?', 1)[0]
    if (command === null || commandPaths[command.command] !== path) {
      return refuse(400, 'its body names no command of this address')
    }
    const isNew = await journal.remember([digestKey(`command ${signed.signature}`, secret)], clock.now())
    if (!isNew) return refuse(409, 'it came before')
    log.info({ command: command.command }, `“npm run ${scriptNames[command.command]}” was asked for`)
    await answerWith(response, command)

    function refuse(status: number, reason: string): void {
      logRefusal({ status }, `A command was refused: ${reason}.`)
      answer(response, status, { message: `The command was refused: ${reason}.` }, { connection: 'close' })
    }
  }

  async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
    try {
      return await bodies.read(request)
    } catch (error) {
      if (error instanceof CrowdedOutError) return null
      throw error
    }
  }

  async function answerWith(response: ServerResponse, command: Command): Promise<void> {
    response.writeHead(200, {
      ...plainHeaders(options.doors),
      'content-type': 'application/x-ndjson; charset=utf-8',
      connection: 'close',
    })
    response.flushHeaders()
    // Who asked may hang up: what was asked for is done all the same.
    const tell = (line: AnswerLine) =>
      void (response.destroyed || response.write(`${JSON.stringify(line)}\n`))
    tell(await carryOut(command, options.site, clock, tell))
    if (response.destroyed) return
    response.end()
    await once(response, 'close')
  }
}

function parseCommand(body: string): Command | null {
  try {
    return commandShape.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}
