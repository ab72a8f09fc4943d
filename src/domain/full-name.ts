/** “Dana Whitfield, MD” */
export function fullName({ name, credentials }: { name: string; credentials?: string | null }): string {
  return credentials ? `${name}, ${credentials}` : name
}
