import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callHref, formatPhoneNumber, isPhoneNumber, textHref } from './phone-number.ts'

const anAreaCode = fc.integer({ min: 201, max: 989 }).filter(code => code % 100 !== 11)
const anAmericanNumber = fc
  .tuple(anAreaCode, fc.integer({ min: 200, max: 999 }), fc.nat({ max: 9999 }))
  .map(([area, exchange, line]) => `+1${area}${exchange}${String(line).padStart(4, '0')}`)

test('an American number is written the American way', () => {
  expect(formatPhoneNumber('+13307544844')).toBe('(330) 754-4844')
})

test('a number from elsewhere keeps its country code', () => {
  expect(formatPhoneNumber('+442079460000')).toBe('+44 20 7946 0000')
})

test('the buttons lead to the phone and to messages', () => {
  expect(callHref('+13307544844')).toBe('tel:+13307544844')
  expect(textHref('+13307544844')).toBe('sms:+13307544844')
})

test('every American number keeps its digits, whatever its format', () => {
  fc.assert(
    fc.property(anAmericanNumber, number => {
      expect(isPhoneNumber(number)).toBe(true)
      expect(formatPhoneNumber(number)).toMatch(/^\(\d{3}\) \d{3}-\d{4}$/)
      expect(`+1${formatPhoneNumber(number).replace(/\D/g, '')}`).toBe(number)
      expect(callHref(number)).toBe(`tel:${number}`)
    }),
  )
})

test('a number without its country code, with signs, or too short is no number', () => {
  const wrong = [
    '330-754-4844',
    '3307544844',
    '+1 330 754 4844',
    '+1330754',
    '+133075448445',
    '+9991234567',
    '',
  ]
  expect(wrong.filter(isPhoneNumber)).toEqual([])
})

test('no other text ever becomes a link', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      fc.pre(!isPhoneNumber(text))
      expect(() => callHref(text)).toThrow('country code and digits only')
      expect(() => textHref(text)).toThrow(RangeError)
      expect(() => formatPhoneNumber(text)).toThrow(RangeError)
    }),
  )
})
