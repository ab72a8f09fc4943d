/** The roles that people can have, named as Sanity names its own, with what each may do in words for staff. */
export const roles = [
  {
    name: 'editor',
    title: 'Editor',
    may: 'Writes and publishes everything except words with legal weight.',
  },
  { name: 'contributor', title: 'Contributor', may: 'Writes drafts. Somebody else publishes them.' },
  { name: 'viewer', title: 'Viewer', may: 'Reads everything, drafts too. Changes nothing.' },
  {
    name: 'administrator',
    title: 'Administrator',
    may: 'Does everything an editor does, changes words with legal weight, and decides who has access.',
  },
] as const

export type RoleName = (typeof roles)[number]['name']

export function getRole(name: RoleName): (typeof roles)[number] {
  const role = roles.find(each => each.name === name)
  if (!role) throw new RangeError(`There is no role “${name}”.`)
  return role
}
