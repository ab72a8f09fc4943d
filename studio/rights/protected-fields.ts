import type { ConditionalPropertyCallbackContext, FieldDefinition, SchemaTypeDefinition } from 'sanity'
import protectedFields from './protected-fields.json' with { type: 'json' }

/** Said below what administrators alone change. */
const administratorsOnly = 'Only an administrator can change this.'

/**
 * The type with the fields locked that only administrators change, because their words have legal weight. The file says
 * which; the Content Lake of this machine reads it too, and refuses what no form would send.
 */
export function withProtectedFields(type: SchemaTypeDefinition): SchemaTypeDefinition {
  const names = new Map<string, readonly string[]>(Object.entries(protectedFields)).get(type.name)
  if (!names || !('fields' in type) || !type.fields) return type
  const fields = type.fields.map(field => (names.includes(field.name) ? locked(field) : field))
  return { ...type, fields }
}

function locked(field: FieldDefinition): FieldDefinition {
  const description = [field.description, administratorsOnly].filter(Boolean).join(' ')
  return { ...field, description, readOnly: exceptAdministrators }
}

/** Sanity's own roles decide. */
function exceptAdministrators({
  currentUser,
}: Pick<ConditionalPropertyCallbackContext, 'currentUser'>): boolean {
  return !currentUser?.roles.some(({ name }) => name === 'administrator')
}
