import { z } from 'zod'
import { type Identity, parseToken } from '../auth/auth.ts'
import { browserName } from '../auth/browser-name.ts'
import type { User } from '../auth/people.ts'
import type { JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { readJson } from '../http/body.ts'
import { type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'
import { inTransaction, integer, text } from '../store/database.ts'

const keyValues = z.array(z.object({ key: z.string().min(1).max(500), value: z.unknown() })).max(100)
/** Limits of the Studio's stored settings for one person. */
const maxKeys = 500
const maxKeyValueBytes = 2_000_000

const nothing = z.strictObject({})

/** Signing in and out, the current user, and the Studio's stored settings of a person. */
export function accountRoutes({ auth, assetKeys, people, connections, store }: Lake): Route[] {
  return [
    {
      method: 'GET',
      path: 'users/me',
      access: 'anyone',
      // An empty object means to the Studio that nobody is signed in (`getCurrentUser` in its auth store).
      handle: ({ identity, request, response }) => {
        response.setHeader('set-cookie', assetKeys.cookiesFor(parseToken(request.headers.authorization)))
        return reply(identity.role === 'anonymous' ? {} : currentUser(identity))
      },
    },
    {
      method: 'GET',
      path: 'users/me/keyvalue/:keys',
      access: 'token',
      handle: ({ identity, params }) => reply(readValues(store.database, identity, params.keys ?? '')),
    },
    {
      method: 'PUT',
      path: 'users/me/keyvalue',
      access: 'token',
      handle: async ({ identity, request }) => {
        const pairs = keyValues.safeParse(await readJson(request, 500_000))
        if (!pairs.success) throw new LakeError(400, 'invalidRequest', z.prettifyError(pairs.error))
        saveValues(store.database, identity, pairs.data)
        return reply(pairs.data)
      },
    },
    {
      method: 'GET',
      path: 'users/:ids',
      access: 'token',
      handle: ({ params }) => {
        const ids = (params.ids ?? '').split(',')
        const users = ids.map(id => people.find(id) ?? { id, name: 'Somebody' }).map(profile)
        return reply(ids.length === 1 ? users[0] : users)
      },
    },
    {
      method: 'POST',
      path: 'auth/sessions',
      access: 'administrator',
      // For “npm start”, which has the key. With such a link a person could outlive the end of their access.
      handle: async ({ identity, request, now }) => {
        if (identity.session !== undefined) {
          throw new LakeError(403, 'insufficientPermissionsError', 'The operator’s link needs the key.')
        }
        if (!nothing.safeParse(await readJson(request, 10_000)).success) {
          throw new LakeError(400, 'invalidRequest', 'People are invited at access/people.')
        }
        return reply(auth.createLink(people.forKeyHolder(null).id, now))
      },
    },
    {
      method: 'GET',
      path: 'auth/fetch',
      access: 'anyone',
      handle: ({ query, request, response, now }) => {
        const browser = browserName(request.headers['user-agent'])
        const token = auth.redeemLink(query.get('sid') ?? '', browser, now)
        response.setHeader('set-cookie', assetKeys.cookiesFor(token))
        return reply({ token })
      },
    },
    {
      method: 'GET',
      path: 'auth/id',
      access: 'token',
      handle: ({ identity }) => reply({ id: identity.userId }),
    },
    { method: 'GET', path: 'auth/providers', access: 'anyone', handle: () => reply({ providers: [] }) },
    {
      method: 'POST',
      path: 'auth/logout',
      access: 'anyone',
      handle: ({ request, response }) => {
        auth.signOut(request.headers.authorization)
        connections.endStale(response)
        response.setHeader('set-cookie', assetKeys.endedCookies())
        return reply({ ok: true })
      },
    },
  ]
}

/** The user in the form that the Studio reads; permissions come from the dataset's rules. */
function currentUser({ userId, name, role }: Identity): JsonObject {
  const title = role.charAt(0).toUpperCase() + role.slice(1)
  return { ...profile({ id: userId, name }), name, role, roles: [{ name: role, title }], provider: '' }
}

function profile({ id, name }: Pick<User, 'id' | 'name'>): JsonObject {
  return { id, displayName: name, name, email: '', imageUrl: null, profileImage: null }
}

/** Throws 413 and saves nothing if a person's limit would be exceeded. */
function saveValues(
  database: Lake['store']['database'],
  { userId }: Identity,
  pairs: z.infer<typeof keyValues>,
): void {
  inTransaction(database, () => {
    const save = database.prepare(
      'INSERT INTO key_values (user_id, key, value) VALUES (?, ?, ?) ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value',
    )
    for (const { key, value } of pairs) save.run(userId, key, JSON.stringify(value ?? null))
    const kept = database
      .prepare(
        'SELECT count(*) AS keys, coalesce(sum(octet_length(key) + octet_length(value)), 0) AS bytes FROM key_values WHERE user_id = ?',
      )
      .get(userId)
    if (!kept || (integer(kept, 'keys') <= maxKeys && integer(kept, 'bytes') <= maxKeyValueBytes)) return
    const limits = `${maxKeys} entries and ${maxKeyValueBytes / 1_000_000} MB`
    throw new LakeError(413, 'quotaExceeded', `At most ${limits} are kept for a person.`)
  })
}

function readValues(database: Lake['store']['database'], { userId }: Identity, keys: string): JsonObject[] {
  const read = database.prepare('SELECT value FROM key_values WHERE user_id = ? AND key = ?')
  return keys.split(',').map(key => {
    const row = read.get(userId, key)
    return { key, value: row ? JSON.parse(text(row, 'value')) : null }
  })
}
