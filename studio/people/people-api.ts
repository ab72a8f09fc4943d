import { ClientError, type SanityClient } from '@sanity/client'
import { z } from 'zod'
import { roles } from './roles.ts'

const user = z.object({ id: z.string(), name: z.string(), role: z.enum(roles.map(({ name }) => name)) })
const person = user.extend({
  endedAt: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
  links: z.array(z.object({ expiresAt: z.string() })),
})
const linked = z.object({ person: user, sid: z.string(), expiresAt: z.string() })

/** An account of the Content Lake on this machine. Times are ISO 8601 in UTC. */
export type Person = z.infer<typeof person>
/** What an administrator decides about somebody. */
export type Profile = Pick<Person, 'name' | 'role'>
/** A link that signs in once; nobody can look it up later. */
export type SignInLink = { name: string; url: string; expiresAt: string }

/** Calls the Content Lake as the signed-in person. @throws ClientError when it refuses; `reasonFor` puts that in words. */
export function peopleApi(client: SanityClient, origin: string) {
  const send = async (path: string, method: string, body?: object): Promise<unknown> =>
    client.request({ url: `/access/people${path}`, method, body })
  const toLink = (answer: unknown): SignInLink => {
    const { person, sid, expiresAt } = linked.parse(answer)
    return { name: person.name, url: `${origin}/#sid=${encodeURIComponent(sid)}`, expiresAt }
  }
  return {
    load: async (): Promise<Person[]> => z.array(person).parse(await send('', 'GET')),
    invite: async (profile: Profile): Promise<SignInLink> => toLink(await send('', 'POST', profile)),
    makeLink: async (id: string): Promise<SignInLink> => toLink(await send(`/${id}/links`, 'POST')),
    change: (id: string, profile: Profile): Promise<unknown> => send(`/${id}`, 'PATCH', profile),
    end: (id: string): Promise<unknown> => send(`/${id}`, 'DELETE'),
  }
}

/** What to tell an administrator whose request failed. */
export function reasonFor(error: unknown): string {
  if (!(error instanceof ClientError)) {
    return 'The server does not answer just now. Nothing has changed. Try again in a moment.'
  }
  if (error.statusCode === 403) return 'Only an administrator can do this. Nothing has changed.'
  // What is wrong with a name is said in words for people.
  if (error.statusCode === 400) return error.message
  return 'Somebody else changed this person’s access meanwhile. Nothing has changed by this. Close this, and look at the list again.'
}
