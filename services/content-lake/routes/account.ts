import { z } from 'zod'
import { type Identity, roles, tokenOf, type User } from '../auth.ts'
import { type Call, type Route, readJson, reply } from '../call.ts'
import { text } from '../database.ts'
import { LakeError } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { Lake } from '../lake.ts'

const keyValues = z.array(z.object({ key: z.string().min(1).max(500), value: z.unknown() })).max(100)
const signIn = z.object({ name: z.string().max(80).optional(), role: z.enum(roles).default('administrator') })

/** Who is signed in, signing in and out, and what the Studio remembers for a person. */
export function accountRoutes({ auth, assetKeys, store }: Lake): Route[] {
  return [
    {
      method: 'GET',
      path: 'users/me',
      access: 'anyone',
      // An empty object is how the Studio is told that nobody is signed in (`getCurrentUser` in its auth store).
      handle: ({ identity, request, response }) => {
        response.setHeader('set-cookie', assetKeys.cookiesFor(tokenOf(request.headers.authorization)))
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
        const save = store.database.prepare(
          'INSERT INTO key_values (user_id, key, value) VALUES (?, ?, ?) ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value',
        )
        for (const { key, value } of pairs.data) save.run(identity.userId, key, JSON.stringify(value ?? null))
        return reply(pairs.data)
      },
    },
    {
      method: 'GET',
      path: 'users/:ids',
      access: 'token',
      handle: ({ params }) => {
        const ids = (params.ids ?? '').split(',')
        const users = ids.map(id => auth.findUser(id) ?? { id, name: 'Somebody' }).map(profile)
        return reply(ids.length === 1 ? users[0] : users)
      },
    },
    {
      method: 'POST',
      path: 'auth/sessions',
      access: 'administrator',
      handle: async ({ request, now }) => {
        const given = signIn.safeParse(await readJson(request, 10_000))
        if (!given.success) throw new LakeError(400, 'invalidRequest', z.prettifyError(given.error))
        return reply({ sid: auth.createSignIn(given.data.name, given.data.role, now) })
      },
    },
    {
      method: 'GET',
      path: 'auth/fetch',
      access: 'anyone',
      handle: ({ query, now, response }) => {
        const token = auth.redeemSignIn(query.get('sid') ?? '', now)
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
    { method: 'POST', path: 'auth/logout', access: 'anyone', handle: call => signOut(call, auth, assetKeys) },
  ]
}

function signOut({ request, response }: Call, auth: Lake['auth'], assetKeys: Lake['assetKeys']) {
  auth.signOut(request.headers.authorization)
  response.setHeader('set-cookie', assetKeys.endedCookies())
  return reply({ ok: true })
}

/** The user as the Studio reads it; its permissions come from the dataset's rules, its name is on every change. */
function currentUser({ userId, name, role }: Identity): JsonObject {
  const title = role.charAt(0).toUpperCase() + role.slice(1)
  return { ...profile({ id: userId, name }), name, role, roles: [{ name: role, title }], provider: 'local' }
}

function profile({ id, name }: Pick<User, 'id' | 'name'>): JsonObject {
  return { id, displayName: name, name, email: '', imageUrl: null, profileImage: null }
}

function readValues(database: Lake['store']['database'], { userId }: Identity, keys: string): JsonObject[] {
  const read = database.prepare('SELECT value FROM key_values WHERE user_id = ? AND key = ?')
  return keys.split(',').map(key => {
    const row = read.get(userId, key)
    return { key, value: row ? JSON.parse(text(row, 'value')) : null }
  })
}
