import { z } from 'zod'
import { roles } from '../auth.ts'
import { type Call, type Route, readJson, reply } from '../call.ts'
import { LakeError } from '../errors.ts'
import type { Lake } from '../lake.ts'
import { personName } from '../people.ts'

const role = z.enum(roles, `A role is one of ${roles.join(', ')}.`)
const invitation = z.strictObject({ name: personName, role })
const change = z.strictObject({ role })

/** Accounts and their access, for administrators; `npm run people` calls these. They are ours, not Sanity's. */
export function peopleRoutes({ people, auth, connections }: Lake): Route[] {
  /** For the last administrator it must be said twice. */
  const isMeant = ({ query }: Call) => query.get('anyway') === 'true'

  return [
    {
      method: 'GET',
      path: 'access/people',
      access: 'administrator',
      handle: ({ now }) => reply(people.list(now)),
    },
    {
      method: 'POST',
      path: 'access/people',
      access: 'administrator',
      handle: async ({ request, now }) => {
        const given = parse(invitation, await readJson(request, 10_000))
        const namesakes = people.members().filter(({ name }) => isSameName(name, given.name))
        const person = people.invite(given.name, given.role)
        return reply({ person, namesakes, sid: auth.createLink(person.id, now) })
      },
    },
    {
      method: 'POST',
      path: 'access/people/:id/links',
      access: 'administrator',
      handle: ({ params, now }) => {
        const person = people.getActive(params.id ?? '')
        return reply({ person, sid: auth.createLink(person.id, now) })
      },
    },
    {
      method: 'PATCH',
      path: 'access/people/:id',
      access: 'administrator',
      handle: async call => {
        const given = parse(change, await readJson(call.request, 10_000))
        const person = people.changeRole(call.params.id ?? '', given.role, isMeant(call))
        connections.endStale(call.response)
        return reply({ person })
      },
    },
    {
      method: 'DELETE',
      path: 'access/people/:id',
      access: 'administrator',
      handle: call => {
        const person = people.end(call.params.id ?? '', isMeant(call), call.now)
        connections.endStale(call.response)
        return reply({ person })
      },
    },
  ]
}

function parse<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new LakeError(400, 'invalidRequest', parsed.error.issues.map(({ message }) => message).join(' '))
}

/** Whether people would take one name for the other. */
function isSameName(a: string, b: string): boolean {
  return a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase()
}
