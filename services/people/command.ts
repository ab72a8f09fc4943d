import { parseArgs } from 'node:util'
import { type Role, roles } from '#content-lake/auth/auth.ts'

/** A command of `npm run people`. */
export type Command =
  | { name: 'list' }
  | { name: 'invite'; person: { name: string; role: Role } }
  | { name: 'link'; id: string }
  | { name: 'role'; id: string; role: Role; anyway: boolean }
  | { name: 'end'; id: string; anyway: boolean }

/** A command failed for a reason that the user can mend; the message is for them. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code = 'ERR_PEOPLE'
}

export const usage = `npm run people                                                   who can sign in to the Studio on this machine
npm run people -- invite --name "Dana Whitfield" [--role editor]  a new account, with a link that signs in once
npm run people -- link ID                                         a new link for an account
npm run people -- role ID editor                                  another role, from now on
npm run people -- end ID                                          ends all access, at once

Roles: ${roles.join(', ')}. “npm start” must be running.`

/** The number of words of each command, its name included. */
const commandLengths = new Map([
  ['list', 1],
  ['invite', 1],
  ['link', 2],
  ['role', 3],
  ['end', 2],
])

/** @throws CommandError that says what is missing or too much. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { name: { type: 'string' }, role: { type: 'string' }, anyway: { type: 'boolean' } },
  })
  const [name = 'list', id, role] = positionals
  const anyway = values.anyway ?? false
  const unread = positionals.slice(commandLengths.get(name) ?? positionals.length)
  if (unread.length > 0) throw new CommandError(`“${unread.join(' ')}” is too much after “${name}”.`)
  switch (name) {
    case 'list':
      return { name }
    case 'invite':
      if (!values.name?.trim()) throw new CommandError('Say who: --name "Dana Whitfield".')
      return { name, person: { name: values.name, role: toRole(values.role ?? 'editor') } }
    case 'link':
      return { name, id: required(id) }
    case 'role':
      return { name, id: required(id), role: toRole(role), anyway }
    case 'end':
      return { name, id: required(id), anyway }
    default:
      throw new CommandError(`There is no “${name}”.`)
  }
}

function required(id: string | undefined): string {
  if (id && /^[\w-]+$/.test(id)) return id
  throw new CommandError('Say whose: the id that “npm run people” lists, as in staff-3f9a2c41b07e.')
}

function toRole(given: string | undefined): Role {
  const role = roles.find(each => each === given)
  if (role) return role
  throw new CommandError(given ? `There is no role “${given}”.` : 'Say which role.')
}
