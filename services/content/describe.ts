import type { Comparison, StoredDocument } from './compare.ts'

/** Titles that are listed; of more it says how many. */
const mostListed = 20

/** What would be overwritten, and how to have it done. */
export function describeRefusal({ added, changed }: Comparison, target: string): string {
  const listed = changed.slice(0, mostListed).map(document => `  - ${describeDocument(document)}`)
  const more = changed.length - listed.length
  return [
    `${count(changed.length, 'document')} would be overwritten in ${target}:`,
    ...listed,
    ...(more > 0 ? [`  and ${more} more`] : []),
    `Nothing was changed. The same command with --replace overwrites ${changed.length === 1 ? 'it' : 'them'}${
      added.length > 0 ? `, and adds ${count(added.length, 'document')}` : ''
    }.`,
  ].join('\n')
}

/** What was done. */
export function describeCopy({ added, changed, same, others }: Comparison, target: string): string {
  const done =
    added.length + changed.length === 0
      ? `Nothing to do: ${target} has all of it.`
      : `${target} now has ${count(added.length, 'new document')}, and ${changed.length} overwritten.`
  const kept = [
    ...(same > 0 ? [`${same} ${same === 1 ? 'was' : 'were'} the same`] : []),
    ...(others > 0 ? [`${others} that only the target has ${others === 1 ? 'stays' : 'stay'}`] : []),
  ]
  return kept.length > 0 ? `${toSentence(done)} ${toSentence(`${kept.join(', ')}.`)}` : toSentence(done)
}

/** An article “Ketamine and the brain” (draft, 3f9a…). */
function describeDocument(document: StoredDocument): string {
  const fields = [document.title, document.name, document.heading, document.clinicName, document.message]
  const title = [...fields, document.from].find(field => typeof field === 'string' && field.trim() !== '')
  const draft = document._id.startsWith('drafts.') ? 'draft, ' : ''
  return `${document._type}${title ? ` “${String(title).slice(0, 80)}”` : ''} (${draft}${document._id})`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
