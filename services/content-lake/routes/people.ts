import { z } from 'zod'
import { roles } from '../auth/auth.ts'
import { operatorId, personName } from '../auth/people.ts'
import { LakeError } from '../errors.ts'
import { readJson } from '../http/body.ts'
import { type RequestContext, type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'

const role = z.enum(roles, `A role is one of ${roles.join(', ')}.`)
const invitation = z.strictObject({ name: personName, role })
const change = z.strictObject({ name: personName.optional(), role: role.optional() })

/**
 * Accounts and their access, for administrators: the Studio's “People” calls these with a session, `npm run people` with
 * the key. They are ours, not Sanity's. A session arrives in a header that no page elsewhere can send, so that no request
 * can be forged with it.
 */
export function peopleRoutes({ people, auth, connections }: Lake): Route[] {
  /** The last administrator goes only with `anyway=true` and the key, whose holder can still sign in afterwards. */
  const isMeant = ({ query, identity }: RequestContext) =>
    query.get('anyway') === 'true' && identity.session === undefined

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
        return reply({ person, namesakes, ...auth.createLink(person.id, now) })
      },
    },
    {
      method: 'POST',
      path: 'access/people/:id/links',
      access: 'administrator',
      handle: ({ params, identity, now }) => {
        const person = people.getActive(params.id ?? '')
        // A link to the operator's account would outlive the access of the administrator who made it.
        if (person.id === operatorId && identity.session !== undefined) throw needsKey()
        return reply({ person, ...auth.createLink(person.id, now) })
      },
    },
    {
      method: 'PATCH',
      path: 'access/people/:id',
      access: 'administrator',
      handle: async context => {
        const given = parse(change, await readJson(context.request, 10_000))
        const person = people.change(context.params.id ?? '', given, isMeant(context))
        connections.endStale(context.response)
        return reply({ person })
      },
    },
    {
      method: 'DELETE',
      path: 'access/people/:id',
      access: 'administrator',
      handle: context => {
        const person = people.end(context.params.id ?? '', isMeant(context), context.now)
        connections.endStale(context.response)
        return reply({ person })
      },
    },
  ]
}

function needsKey(): LakeError {
  return new LakeError(403, 'insufficientPermissionsError', 'The operator’s link needs the key.')
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
