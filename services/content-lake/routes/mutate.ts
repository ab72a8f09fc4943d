import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { requireRightTo } from '../auth/auth.ts'
import { requireProtectedFieldsKept } from '../auth/protected-fields.ts'
import { overlaidView } from '../groq/document-index.ts'
import { type Call, type Route, readJson, reply } from '../http/call.ts'
import { LakeError } from '../http/errors.ts'
import type { Lake } from '../lake.ts'
import { actionsBody, parseAction, stageAction } from '../store/actions.ts'
import { withArrayKeys } from '../store/array-keys.ts'
import { isRecord } from '../store/json.ts'
import { mutateBody, type SelectIds, stageMutations } from '../store/mutations.ts'
import type { Staging } from '../store/staging.ts'
import { requireDataset } from './query.ts'

const maxBytes = 32_000_000

/** Writing documents: mutations and document actions. */
export function mutateRoutes(lake: Lake): Route[] {
  const { store, dataset } = lake

  /** Mutations by query see the transaction's own writes, in the raw perspective. */
  function selector(staging: Staging, call: Call): SelectIds {
    return (query, params) => {
      const view = overlaidView(store.corpus, staging.pending())
      const found = lake.groq.run(query, params, view, lake.context(call.identity))
      if (!Array.isArray(found)) return []
      return found.flatMap(item => (isRecord(item) && typeof item._id === 'string' ? [item._id] : []))
    }
  }

  return [
    {
      method: 'POST',
      path: 'data/mutate/:dataset',
      access: 'writer',
      handle: async call => {
        requireDataset(call, dataset)
        const given = await readJson(call.request, maxBytes)
        const { mutations, transactionId } = parseBody(
          mutateBody,
          call.query.get('autoGenerateArrayKeys') === 'true' ? withArrayKeys(given) : given,
        )
        const outcome = store.transact({
          id: transactionId ?? newTransactionId(),
          author: call.identity.userId,
          now: call.now,
          dryRun: call.query.get('dryRun') === 'true',
          stage: staging => {
            const results = stageMutations(staging, mutations, selector(staging, call))
            requireRightTo(call.identity, [...staging.pending().keys()])
            requireProtectedFieldsKept(call.identity, staging, lake.protectedFields)
            return results
          },
        })
        const withDocuments = call.query.get('returnDocuments') === 'true'
        const results = outcome.results.map(result =>
          withDocuments ? { ...result, document: outcome.find(result.id) } : result,
        )
        return reply({ transactionId: outcome.transactionId, results })
      },
    },
    {
      method: 'POST',
      path: 'data/actions/:dataset',
      access: 'writer',
      handle: async call => {
        requireDataset(call, dataset)
        const { actions, transactionId, dryRun } = parseBody(
          actionsBody,
          await readJson(call.request, maxBytes),
        )
        const parsed = actions.map(parseAction)
        const outcome = store.transact({
          id: transactionId ?? newTransactionId(),
          author: call.identity.userId,
          now: call.now,
          dryRun: dryRun === true,
          stage: staging => {
            for (const [index, action] of parsed.entries()) stageAction(staging, action, index)
            requireRightTo(call.identity, [...staging.pending().keys()])
            requireProtectedFieldsKept(call.identity, staging, lake.protectedFields)
            return []
          },
        })
        return reply({ transactionId: outcome.transactionId })
      },
    },
  ]
}

function parseBody<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new LakeError(400, 'invalidRequest', `The request is malformed:\n${z.prettifyError(parsed.error)}`)
}

/** As long and as plain as Sanity's own. */
function newTransactionId(): string {
  return randomBytes(16).toString('hex').slice(0, 22)
}
