import { expect, test } from 'vitest'
import { placesAnswer, toPlaces } from './clinic-places.ts'

const address = { street: '1 Lake St', locality: 'Akron' }
const lake = { _key: 'lake', name: 'Lakeside office', address: { street: '2 Shore Road', locality: 'Kent' } }

function places(published: object | null, draft: object | null) {
  return toPlaces(placesAnswer.parse({ published, draft })).map(({ value, name, isPublished }) => [
    value,
    name,
    isPublished,
  ])
}

test('the main place comes first, by its name or else its city', () => {
  const settings = { placeName: null, address, otherPlaces: [lake] }
  expect(places(settings, null)).toEqual([
    ['main', 'Akron', true],
    ['lake', 'Lakeside office', true],
  ])
  expect(places({ ...settings, placeName: 'Town office' }, null)[0]).toEqual(['main', 'Town office', true])
})

test('a place that is being added is known as not published, and one that is being taken out as published', () => {
  const before = { placeName: null, address, otherPlaces: null }
  expect(places(before, { ...before, otherPlaces: [lake] })[1]).toEqual(['lake', 'Lakeside office', false])
  expect(places({ ...before, otherPlaces: [lake] }, before)[1]).toEqual(['lake', 'Lakeside office', true])
})

test('a place that staff have not named yet is one all the same', () => {
  const draft = { otherPlaces: [{ _key: 'new' }] }
  expect(places(null, draft)).toEqual([
    ['main', 'Place without a name', false],
    ['new', 'Place without a name', false],
  ])
})

test('there is no place before there are settings', () => {
  expect(places(null, null)).toEqual([])
})
