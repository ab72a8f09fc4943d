import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { requireRightTo } from '../auth/auth.ts'
import { requireProtectedFieldsKept } from '../auth/protected-fields.ts'
import { isRecord } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { createOverlaidView } from '../groq/document-index.ts'
import { readJson } from '../http/body.ts'
import { type RequestContext, type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'
import { actionsBody, parseAction, stageAction } from '../store/actions.ts'
import { withArrayKeys } from '../store/array-keys.ts'
import { mutateBody, type SelectIds, stageMutations } from '../store/mutations.ts'
import type { Staging } from '../store/staging.ts'
import { requireDataset } from './query.ts'

const maxBytes = 32_000_000

/** Writing documents: mutations and document actions. */
export function mutateRoutes(lake: Lake): Route[] {
  const { store, dataset } = lake

  /** Selects documents for mutations by query, which see the transaction's own writes in the raw perspective. */
  function selector(staging: Staging, context: RequestContext): SelectIds {
    return (query, params) => {
      const view = createOverlaidView(store.index, staging.pending())
      const found = lake.groq.run(query, params, view, lake.context(context.identity))
      if (!Array.isArray(found)) return []
      return found.flatMap(item => (isRecord(item) && typeof item._id === 'string' ? [item._id] : []))
    }
  }

  return [
    {
      method: 'POST',
      path: 'data/mutate/:dataset',
      access: 'writer',
      handle: async context => {
        requireDataset(context, dataset)
        const given = await readJson(context.request, maxBytes)
        const { mutations, transactionId } = parseBody(
          mutateBody,
          context.query.get('autoGenerateArrayKeys') === 'true' ? withArrayKeys(given) : given,
        )
        const transacted = store.transact({
          id: transactionId ?? newTransactionId(),
          author: context.identity.userId,
          now: context.now,
          dryRun: context.query.get('dryRun') === 'true',
          stage: staging => {
            const results = stageMutations(staging, mutations, selector(staging, context))
            requireRightTo(context.identity, [...staging.pending().keys()])
            requireProtectedFieldsKept(context.identity, staging, lake.protectedFields)
            return results
          },
        })
        const withDocuments = context.query.get('returnDocuments') === 'true'
        const results = transacted.results.map(result =>
          withDocuments ? { ...result, document: transacted.find(result.id) } : result,
        )
        return reply({ transactionId: transacted.transactionId, results })
      },
    },
    {
      method: 'POST',
      path: 'data/actions/:dataset',
      access: 'writer',
      handle: async context => {
        requireDataset(context, dataset)
        const { actions, transactionId, dryRun } = parseBody(
          actionsBody,
          await readJson(context.request, maxBytes),
        )
        const parsed = actions.map(parseAction)
        const transacted = store.transact({
          id: transactionId ?? newTransactionId(),
          author: context.identity.userId,
          now: context.now,
          dryRun: dryRun === true,
          stage: staging => {
            for (const [index, action] of parsed.entries()) stageAction(staging, action, index)
            requireRightTo(context.identity, [...staging.pending().keys()])
            requireProtectedFieldsKept(context.identity, staging, lake.protectedFields)
            return []
          },
        })
        return reply({ transactionId: transacted.transactionId })
      },
    },
  ]
}

function parseBody<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new LakeError(400, 'invalidRequest', `The request is malformed:\n${z.prettifyError(parsed.error)}`)
}

/** In the form of Sanity's own. */
function newTransactionId(): string {
  return randomBytes(16).toString('hex').slice(0, 22)
}
