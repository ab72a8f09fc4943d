import type { DocumentActionComponent } from 'sanity'

/**
 * Makes what `wrap` makes of it take the place of Sanity's action of that name: the same function each time for the same
 * action, as React wants of a hook.
 */
export function replaceAction(
  name: DocumentActionComponent['action'],
  wrap: (action: DocumentActionComponent) => DocumentActionComponent,
): (action: DocumentActionComponent) => DocumentActionComponent {
  const wrapped = new WeakMap<DocumentActionComponent, DocumentActionComponent>()
  return action => {
    if (action.action !== name) return action
    const known = wrapped.get(action) ?? wrap(action)
    wrapped.set(action, known)
    return known
  }
}
