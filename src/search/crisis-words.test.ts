import { expect, test } from 'vitest'
import { speaksOfCrisis } from './crisis-words.ts'

test.each([
  'suicide',
  'Suicidal thoughts',
  'suiside',
  'sucidal',
  'self-harm',
  'self harming',
  'I want to die',
  'i don’t want to live anymore',
  'kill myself',
  'how to kill my self',
  'ending my life',
  'overdose',
  'overdosed on tylenol',
  'took too many pills',
  'cutting myself',
  'my son wants to die',
  'better off dead',
  'hopeless',
  'crisis line',
  '988',
  'emergency',
  'my brother killed himself',
  'quiero morir',
])('“%s” shows where help is', query => {
  expect(speaksOfCrisis(query)).toBe(true)
})

test.each([
  'ketamine',
  'group start',
  'dose',
  'cost',
  'dying to know your hours',
  'session',
  'suit',
  'diet',
  'opening hours',
])('“%s” does not', query => {
  expect(speaksOfCrisis(query)).toBe(false)
})
