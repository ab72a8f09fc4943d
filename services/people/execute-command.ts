import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { roles } from '#content-lake/auth/auth.ts'
import { askContentLake } from '#services/shared/ask-content-lake.ts'
import type { Command } from './command.ts'
import { peopleTable } from './people-table.ts'

type Context = {
  client: SanityClient
  /** The origin of the Studio. */
  studioUrl: string
  /** The time zone of printed times. */
  timeZone: string
}

const user = z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })
const person = user.extend({
  endedAt: z.string().nullable(),
  sessions: z.array(z.object({ browser: z.string(), lastUsedAt: z.string() })),
  links: z.array(z.object({ expiresAt: z.string() })),
})
const changed = z.object({ person: user })
const linked = changed.extend({ sid: z.string() })
const invited = linked.extend({ namesakes: z.array(user) })

type User = z.infer<typeof user>
export type Person = z.infer<typeof person>

/**
 * Executes a command on the running Content Lake; returns the text to print.
 * @throws ContentLakeError with the lake's reason, or with what to do if it does not answer.
 */
export async function executeCommand(command: Command, context: Context): Promise<string> {
  const send = (path: string, method = 'GET', body?: object) =>
    askContentLake(context.client, { url: `/access/people${path}`, method, body })
  switch (command.name) {
    case 'list':
      return peopleTable(z.array(person).parse(await send('')), context.timeZone)
    case 'invite': {
      const { person, namesakes, sid } = invited.parse(await send('', 'POST', command.person))
      const others = namesakes.map(other => namesakeAdvice(other, person))
      return [`${toName(person)} is invited as ${person.role}.`, ...others, link(context, sid)].join('\n\n')
    }
    case 'link': {
      const { person, sid } = linked.parse(await send(`/${command.id}/links`, 'POST'))
      return [`${toName(person)}, ${person.role}.`, link(context, sid)].join('\n\n')
    }
    case 'role': {
      const { person } = changed.parse(await send(toPath(command), 'PATCH', { role: command.role }))
      return `${toName(person)} is now ${person.role}. What is open in their Studio connects again by itself; its buttons change when it is loaded again.`
    }
    case 'end': {
      const { person } = changed.parse(await send(toPath(command), 'DELETE'))
      return endedWords(person)
    }
  }
}

function toPath({ id, anyway }: { id: string; anyway: boolean }): string {
  return `/${id}${anyway ? '?anyway=true' : ''}`
}

function toName({ name, id }: User): string {
  return `${name} (${id})`
}

function link({ studioUrl }: Context, sid: string): string {
  return `This link signs in once, within a day. Send it to nobody else:\n\n  ${studioUrl}/#sid=${encodeURIComponent(sid)}`
}

function namesakeAdvice(other: User, invited: User): string {
  return (
    `There is a ${toName(other)}, ${other.role}, already; this is a second account. If you meant the first, ` +
    `run “npm run people -- end ${invited.id}”, then “npm run people -- link ${other.id}”.`
  )
}

function endedWords(person: User): string {
  const words = [
    `${toName(person)} is signed out everywhere, and no link of theirs works. The name stays on what they changed.`,
    'Pages of the preview that they opened stay open for half a day, or until the next start.',
  ]
  if (person.role === 'administrator') {
    words.push(
      'If they know the key (SANITY_API_WRITE_TOKEN in secrets.env of the data folder), move that file away and start again: new secrets are made.',
    )
  }
  return words.join('\n')
}
