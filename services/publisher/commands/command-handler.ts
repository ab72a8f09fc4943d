import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createRefusalLog } from '../log-throttle.ts'
import { plainHeaders, type SiteOrigins } from '../serve/headers.ts'
import type { SendJson } from '../serve/send-json.ts'
import type { SiteFolder } from '../site-folder.ts'
import { CrowdedOutError, createBodyReader } from '../webhooks/body-reader.ts'
import type { Journal } from '../webhooks/journal.ts'
import { digestKey, verifySignature } from '../webhooks/signature.ts'
import { type Command, commandPaths, commandShape, type ResponseLine, scriptNames } from './command.ts'
import { executeCommand } from './execute-command.ts'

const maxBodyBytes = 4096
const maxAtOnce = 8

/**
 * Handles commands from this machine: checks the signature over the raw body, freshness and replay, like for webhooks.
 * Responds with JSON lines; the last one is the result. The server decides who may reach this handler.
 */
export function createCommandHandler(options: {
  secret: string
  clock: Clock
  journal: Journal
  site: SiteFolder
  origins: SiteOrigins
  log: Log
  sendJson: SendJson
}) {
  const { secret, clock, journal, log, sendJson } = options
  const logRefusal = createRefusalLog(options)
  const bodies = createBodyReader({ maxAtOnce, maxBytes: maxBodyBytes })

  return async function handleCommand(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      return sendJson(response, 405, { message: 'Commands are sent with POST.' }, { allow: 'POST' })
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
      sendJson(response, status, { message: `The command was refused: ${reason}.` }, { connection: 'close' })
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
      ...plainHeaders(options.origins),
      'content-type': 'application/x-ndjson; charset=utf-8',
      connection: 'close',
    })
    response.flushHeaders()
    // The command is executed even if the client hangs up.
    const report = (line: ResponseLine) =>
      void (response.destroyed || response.write(`${JSON.stringify(line)}\n`))
    report(await executeCommand(command, options.site, clock, report))
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
