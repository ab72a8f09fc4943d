import { expect, test } from 'vitest'
import { findPlace, mainPlaceValue } from './places.ts'

const lake = { value: 'lake' }
const main = { value: mainPlaceValue }

test('a place is found by its value, and one that is not there is not', () => {
  expect(findPlace([main, lake], 'lake')).toBe(lake)
  expect(findPlace([main, lake], 'hill')).toBeNull()
})

test('where a row has the key by which the main place goes, neither is taken for the other', () => {
  expect(findPlace([main, { value: mainPlaceValue }], mainPlaceValue)).toBeNull()
})
