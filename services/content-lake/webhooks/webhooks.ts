import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { LakeError } from '../errors.ts'
import { evaluateDelta, type QueryContext } from '../groq/groq.ts'
import { createView } from '../groq/view.ts'
import { text } from '../store/database.ts'

const operations = z.enum(['create', 'update', 'delete'])
const expression = z
  .string()
  .max(10_000)
  .nullish()
  .transform(value => value || null)

/** Transport headers, which a hook may not set. */
const transportHeaders =
  /^(?:connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i

/** A webhook in Sanity's hooks API; fields that this server does not use are ignored. */
const hookInput = z.object({
  type: z.literal('document').default('document'),
  name: z.string().min(1).max(200),
  description: z.string().max(2000).nullish(),
  url: z.url({ protocol: /^https?$/ }),
  dataset: z.string().default('*'),
  rule: z.object({ on: z.array(operations).min(1), filter: expression, projection: expression }),
  apiVersion: z.string().default('v2025-02-19'),
  httpMethod: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
  includeDrafts: z.boolean().default(false),
  headers: z.record(z.string(), z.string()).default({}),
  secret: z.string().min(1).nullish(),
  isDisabledByUser: z.boolean().default(false),
})

const storedHook = hookInput.extend({
  id: z.string(),
  projectId: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})

export type Webhook = z.infer<typeof storedHook>

/** The stored webhooks. */
export class Webhooks {
  readonly #database: DatabaseSync
  readonly #projectId: string
  #known: readonly Webhook[] | undefined

  constructor(database: DatabaseSync, projectId: string) {
    this.#database = database
    this.#projectId = projectId
  }

  /** All webhooks, oldest first; cached until one changes, since every commit needs them. */
  list(): readonly Webhook[] {
    this.#known ??= this.#database
      .prepare('SELECT body FROM hooks ORDER BY rowid')
      .all()
      .map(row => storedHook.parse(JSON.parse(text(row, 'body'))))
    return this.#known
  }

  find(id: string): Webhook | null {
    return this.list().find(hook => hook.id === id) ?? null
  }

  /** Throws 404 if there is none with this id. */
  get(id: string): Webhook {
    const hook = this.find(id)
    if (!hook) throw new LakeError(404, 'notFound', `There is no webhook “${id}”.`)
    return hook
  }

  /** Throws 400 if the input is incomplete or an expression does not parse. */
  async create(given: unknown, now: Temporal.Instant): Promise<Webhook> {
    const input = await validated(given)
    const at = now.toString()
    const hook = { ...input, id: randomUUID(), projectId: this.#projectId, createdAt: at, updatedAt: at }
    this.#database.prepare('INSERT INTO hooks (id, body) VALUES (?, ?)').run(hook.id, JSON.stringify(hook))
    this.#known = undefined
    return hook
  }

  async update(id: string, given: unknown, now: Temporal.Instant): Promise<Webhook> {
    const current = this.get(id)
    const changes = z.record(z.string(), z.unknown()).parse(given)
    const input = await validated({ ...current, ...changes })
    const hook = { ...current, ...input, updatedAt: now.toString() }
    this.#database.prepare('UPDATE hooks SET body = ? WHERE id = ?').run(JSON.stringify(hook), id)
    this.#known = undefined
    return hook
  }

  /** Removes a webhook and its waiting deliveries. */
  remove(id: string): void {
    this.get(id)
    this.#database.prepare('DELETE FROM deliveries WHERE hook_id = ?').run(id)
    this.#database.prepare('DELETE FROM hooks WHERE id = ?').run(id)
    this.#known = undefined
  }
}

/** A webhook without its secret, which is never shown. */
export function publicHook({ secret, ...hook }: Webhook): Omit<Webhook, 'secret'> & { hasSecret: boolean } {
  return { ...hook, hasSecret: Boolean(secret) }
}

/** Validates a hook. Its filter is an expression on the document, without `*[…]` around it. */
async function validated(given: unknown): Promise<z.infer<typeof hookInput>> {
  const parsed = hookInput.safeParse(given)
  if (!parsed.success) {
    throw new LakeError(400, 'invalidWebhook', `The webhook is incomplete:\n${z.prettifyError(parsed.error)}`)
  }
  checkSendable(parsed.data)
  const { filter, projection } = parsed.data.rule
  const sample = { _id: 'a', _type: 'a', _rev: 'a', _createdAt: '', _updatedAt: '' }
  for (const rule of [filter, projection])
    if (rule) await evaluateDelta(rule, sample, sample, createView([]), anyContext)
  return parsed.data
}

/** Throws 400 for an address or header that makes no valid request. */
function checkSendable({ url, headers }: z.infer<typeof hookInput>): void {
  const own = Object.keys(headers).find(name => transportHeaders.test(name))
  if (own) throw new LakeError(400, 'invalidWebhook', `A webhook cannot have the header “${own}”.`)
  try {
    new Request(url, { headers })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new LakeError(400, 'invalidWebhook', `The webhook could never be sent: ${reason}`, { cause: error })
  }
}

const anyContext: QueryContext = {
  now: Temporal.Instant.fromEpochMilliseconds(0),
  identity: '',
  projectId: '',
  dataset: '',
}
