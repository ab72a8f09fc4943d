import { expect, test } from 'vitest'
import { findClinicZone, findState, readState } from './states.ts'

test.each([
  ['OH', 'OH'],
  [' ohio ', 'OH'],
  ['West Virginia', 'WV'],
  ['D.C.', 'DC'],
  ['us virgin islands', 'VI'],
])('“%s” is %s', (text, value) => expect(readState(text)).toEqual({ value }))

test.each(['Ohi', 'XX', 'Ohio or so', '', 'Ontario'])('“%s” is no state', text => {
  expect(readState(text)).toHaveProperty('fault')
})

test('the zone of most of a state comes first', () => {
  expect(findState('AZ')?.zones[0]).toBe('America/Phoenix')
  expect(findState('TN')?.zones).toEqual(['America/Chicago', 'America/New_York'])
})

test.each([
  [{ timeZone: 'America/Denver', region: 'AZ' }, 'America/Denver'],
  [{ timeZone: null, region: 'az' }, 'America/Phoenix'],
  [{ timeZone: 'Ohio', region: 'Ohio' }, 'America/New_York'],
  [{ timeZone: '', region: 'Ontario' }, null],
  [{}, null],
])('the zone of %j is %s', (settings, zone) => expect(findClinicZone(settings)).toBe(zone))
