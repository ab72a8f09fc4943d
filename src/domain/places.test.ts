import { expect, test } from 'vitest'
import { findPlace, listMeetingPlaces, mainPlaceValue } from './places.ts'

const lake = { value: 'lake' }
const main = { value: mainPlaceValue }

test('a place is found by its value, and one that is not there is not', () => {
  expect(findPlace([main, lake], 'lake')).toBe(lake)
  expect(findPlace([main, lake], 'hill')).toBeNull()
})

test('where a row has the key by which the main place goes, neither is taken for the other', () => {
  expect(findPlace([main, { value: mainPlaceValue }], mainPlaceValue)).toBeNull()
})

test.each([
  ['lake', ['hill'], ['lake']],
  [null, ['hill'], ['hill']],
  [null, ['hill', 'main', 'hill'], ['hill', 'main']],
  ['', null, []],
])('a start at %j of a service at %j meets at %j', (start, service, meets) => {
  expect(listMeetingPlaces(start, service)).toEqual(meets)
})
