import { expect, test } from 'vitest'
import { english } from '#words/english.ts'
import { disclosure, type RegulatoryStatus } from './disclosures.ts'
import { regulatoryStatuses } from './vocabulary.ts'

function textOf(status: RegulatoryStatus, treatment: string, note: string | null = null): string {
  const found = disclosure(status, treatment, note, english.treatments)
  if (!found) throw new Error('There is a disclosure.')
  const statement = found.statement.map(part => (typeof part === 'string' ? part : part.title)).join('')
  return [found.heading, statement, ...(found.note === null ? [] : [found.note]), found.advice].join('\n')
}

test('a talking therapy carries no disclosure', () => {
  expect(disclosure('notApplicable', 'Group Therapy', 'Never shown', english.treatments)).toBeNull()
})

test('every regulated treatment carries a disclosure that names it and the regulator', () => {
  for (const { value } of regulatoryStatuses.filter(({ value }) => value !== 'notApplicable')) {
    const text = textOf(value, 'esketamine nasal spray')
    expect(text).toContain('esketamine nasal spray')
    expect(text).toContain('Food and Drug Administration (FDA)')
    expect(text).toContain('benefits, risks and other choices')
  }
})

test('an off-label use is never called approved without saying for what', () => {
  expect(textOf('offLabel', 'IV ketamine')).toMatch(/^Off-label use\n.*but not for the use described here/)
})

test('an investigational combination is called neither approved nor cleared', () => {
  expect(textOf('investigational', 'TMS with ketamine')).toContain(
    'neither approved nor cleared TMS with ketamine',
  )
})

test('a cleared device is not called approved', () => {
  expect(textOf('fdaCleared', 'TMS')).not.toMatch(/approv/i)
})

test('the clinic’s note is a paragraph of its own before the advice', () => {
  const text = textOf('fdaCleared', 'TMS', ' Cleared for major depression ')
  expect(text).toMatch(/sold\.\nCleared for major depression\.\nAsk your clinician/)
  expect(disclosure('fdaCleared', 'TMS', ' ', english.treatments)?.note).toBeNull()
})
