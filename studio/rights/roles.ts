import type { ConditionalPropertyCallbackContext } from 'sanity'

/** Said below what administrators alone change. */
export const administratorsOnly = 'Only an administrator can change this.'

/** Whether the field may not be changed by whoever is signed in, because its words have legal weight. Sanity's own roles decide. */
export function exceptAdministrators({
  currentUser,
}: Pick<ConditionalPropertyCallbackContext, 'currentUser'>): boolean {
  return !currentUser?.roles.some(({ name }) => name === 'administrator')
}
