import { z } from 'zod'

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

/** How far a command is, or what came of it, in words; nothing was changed if it is not good. */
export const answerShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('result'), text: z.string(), isGood: z.boolean() }),
])

export type Command = z.output<typeof commandShape>
export type Answer = z.output<typeof answerShape>
export type Result = Extract<Answer, { kind: 'result' }>
