import { z } from 'zod'
import type { Problem } from '../checks/problem.ts'

/** What a person types for a command, after `npm run`. */
export const scriptNames = { publish: 'release', rollback: 'rollback' } as const

/** What a person asks of the publisher. */
export const commandShape = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('publish'), acceptRemoval: z.boolean() }),
  z.strictObject({
    command: z.literal('rollback'),
    /** Null: the previous one. */
    release: z.string().max(200).nullable(),
  }),
])

export type Command = z.output<typeof commandShape>

const problemShape = z.object({
  path: z.string().nullable(),
  rule: z.string(),
  message: z.string(),
}) satisfies z.ZodType<Pick<Problem, 'path' | 'message'> & { rule: string }>

/** The result of `publish`. */
export const publishedShape = z.object({
  kind: z.literal('published'),
  result: z.enum(['live', 'unchanged', 'refused', 'unreadable', 'failed', 'stopped']),
  release: z.string().nullable(),
  reason: z.string().nullable(),
  problems: z.array(problemShape),
  /** Pages of the live release. */
  pages: z.number(),
  rendered: z.number().nullable(),
  tookMs: z.number(),
  /** Whether publishing was paused by a rollback until then. */
  endedHold: z.boolean(),
  /** Documents that are held back, with what staff should do. */
  held: z.array(z.string()),
})

/** The result of `rollback`. */
export const rolledBackShape = z.object({
  kind: z.literal('rolled back'),
  release: z.string(),
  from: z.string().nullable(),
  pages: z.number(),
  tookMs: z.number(),
})

/** How far a command is, or what came of it. */
export const responseShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  publishedShape,
  rolledBackShape,
  /** Nothing was changed. */
  z.object({ kind: z.literal('impossible'), message: z.string() }),
])

export type Response = z.output<typeof responseShape>
export type Published = z.output<typeof publishedShape>
export type RolledBack = z.output<typeof rolledBackShape>
