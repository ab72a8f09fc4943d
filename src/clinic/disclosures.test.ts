import { expect, test } from 'vitest'
import { disclosure } from './disclosures.ts'
import { regulatoryStatuses } from './vocabulary.ts'

test('a talking therapy carries no disclosure', () => {
  expect(disclosure('notApplicable', 'Group Therapy', 'Never shown')).toBeNull()
})

test('every regulated treatment carries a disclosure that names it and the regulator', () => {
  for (const { value } of regulatoryStatuses.filter(({ value }) => value !== 'notApplicable')) {
    const statement = disclosure(value, 'esketamine nasal spray', null)
    expect(statement?.text).toContain('esketamine nasal spray')
    expect(statement?.text).toContain('Food and Drug Administration (FDA)')
    expect(statement?.text).toContain('benefits, risks and other choices')
  }
})

test('an off-label use is never called approved without saying for what', () => {
  const statement = disclosure('offLabel', 'IV ketamine', null)
  expect(statement?.heading).toBe('Off-label use')
  expect(statement?.text).toContain('but not for the use described here')
})

test('an investigational combination is called neither approved nor cleared', () => {
  const statement = disclosure('investigational', 'TMS with ketamine', null)
  expect(statement?.text).toContain('neither approved nor cleared TMS with ketamine')
})

test('a cleared device is not called approved', () => {
  const { heading, text } = disclosure('fdaCleared', 'TMS', null) ?? {}
  expect(`${heading} ${text}`).not.toMatch(/approv/i)
})

test('the clinic’s note stands as a sentence of its own before the advice', () => {
  const statement = disclosure('fdaCleared', 'TMS', ' Cleared for major depression ')
  expect(statement?.text).toMatch(/sold\. Cleared for major depression\. Ask your clinician/)
  expect(disclosure('fdaCleared', 'TMS', ' ')?.text).not.toContain('  ')
})
