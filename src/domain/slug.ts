/** Words as an address or an id has them: “The brain” is the-brain. Empty when no letter or digit of English is left. */
export function toSlug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
