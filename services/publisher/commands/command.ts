import { z } from 'zod'
import type { Problem } from '../checks/problem.ts'

/** Where the publisher takes commands. The path names the command, as the signed body does. */
export const commandPaths = { publish: '/commands/publish', rollback: '/commands/rollback' } as const

/** What a person types for a command, after `npm run`. */
export const scriptNames = { publish: 'release', rollback: 'rollback' } as const

/**
 * What a person asks of a running publisher. Strict, and unlike any document: a webhook, though signed with the same
 * secret, is no command.
 */
export const commandShape = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('publish'), nonce: z.string().max(64), acceptRemoval: z.boolean() }),
  z.strictObject({
    command: z.literal('rollback'),
    nonce: z.string().max(64),
    /** Null: the one that was live before. */
    release: z.string().max(200).nullable(),
  }),
])

export type Command = z.output<typeof commandShape>

const problemShape = z.object({
  path: z.string().nullable(),
  rule: z.string(),
  message: z.string(),
}) satisfies z.ZodType<Pick<Problem, 'path' | 'message'> & { rule: string }>

/** What `publish` came to. */
export const publishedShape = z.object({
  kind: z.literal('published'),
  result: z.enum(['live', 'unchanged', 'refused', 'unreadable', 'failed', 'stopped']),
  release: z.string().nullable(),
  reason: z.string().nullable(),
  problems: z.array(problemShape),
  /** Pages that patients can read, in the live release. */
  pages: z.number(),
  rendered: z.number().nullable(),
  tookMs: z.number(),
  /** Whether a rollback had kept everything from going live until then. */
  endedHold: z.boolean(),
  /** Documents of which the last good version is shown, or none, with what staff should do. */
  held: z.array(z.string()),
})

/** What `rollback` came to. */
export const rolledBackShape = z.object({
  kind: z.literal('rolled back'),
  release: z.string(),
  from: z.string().nullable(),
  pages: z.number(),
  tookMs: z.number(),
})

/** One line of the answer to a command: how far it is, and in the end what it came to. */
export const answerLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  publishedShape,
  rolledBackShape,
  /** Nothing was changed. */
  z.object({ kind: z.literal('impossible'), message: z.string() }),
])

export type AnswerLine = z.output<typeof answerLine>
export type Published = z.output<typeof publishedShape>
export type RolledBack = z.output<typeof rolledBackShape>
