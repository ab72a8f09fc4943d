import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterWrites,
  type OldAddress,
  oldAddressId,
  planAfterPublishing,
  planBeforePublishing,
  planWithdrawal,
  type Write,
} from './old-addresses.ts'

const put = (from: string, target: string | null, id = oldAddressId(from)): Write => ({
  kind: 'put',
  address: { id, from, target },
})

describe('publishing', () => {
  test('leads the old address to the page, and removes what was said of the new one', () => {
    const known = [{ id: 'back', from: '/articles/new/', target: 'a' }]
    const page = { id: 'a', oldPath: '/articles/old/', newPath: '/articles/new/' }
    expect(planBeforePublishing(page, known)).toEqual([put('/articles/old/', 'a')])
    expect(planAfterPublishing(page, known)).toEqual([{ kind: 'remove', id: 'back' }])
  })

  test('writes nothing while the address stays, or for a page that is new', () => {
    expect(planBeforePublishing({ id: 'a', oldPath: '/a/', newPath: '/a/' }, [])).toEqual([])
    expect(planBeforePublishing({ id: 'a', oldPath: null, newPath: '/a/' }, [])).toEqual([])
  })

  test('keeps the document that an address has, and no second one', () => {
    const known = [
      { id: 'by-hand', from: '/a/', target: null },
      { id: 'twice', from: '/a/', target: 'x' },
    ]
    expect(planBeforePublishing({ id: 'a', oldPath: '/a/', newPath: '/b/' }, known)).toEqual([
      put('/a/', 'a', 'by-hand'),
      { kind: 'remove', id: 'twice' },
    ])
  })
})

describe('withdrawing', () => {
  const known = [{ id: oldAddressId('/older/'), from: '/older/', target: 'a' }]

  test('leads the address, and every older one, straight to the page that was chosen', () => {
    expect(planWithdrawal({ id: 'a', path: '/a/' }, { id: 'b', path: '/b/' }, known)).toEqual([
      put('/a/', 'b'),
      put('/older/', 'b'),
    ])
  })

  test('says of the address, and of every older one, that it is gone', () => {
    expect(planWithdrawal({ id: 'a', path: '/a/' }, 'gone', known)).toEqual([
      put('/a/', null),
      put('/older/', null),
    ])
  })

  test('does not lead the address of the chosen page to itself', () => {
    expect(planWithdrawal({ id: 'a', path: null }, { id: 'b', path: '/older/' }, known)).toEqual([
      { kind: 'remove', id: oldAddressId('/older/') },
    ])
  })
})

test('gives each address an id that the Content Lake takes', () => {
  expect(oldAddressId('/articles/how-it-works/')).toBe('redirect-articles_how-it-works')
  expect(oldAddressId('/')).toBe('redirect-home')
  expect(oldAddressId(`/articles/${'a'.repeat(96)}/`).length).toBeLessThan(128)
})

const names = ['a', 'b', 'c', 'd', 'e']
const step = fc.record({
  does: fc.constantFrom('publish', 'withdraw', 'withdraw', 'publish', 'publish'),
  document: fc.constantFrom('one', 'two', 'three', 'four'),
  slug: fc.constantFrom(...names),
  other: fc.constantFrom('one', 'two', 'three', 'four', 'gone'),
})

test('keeps every address that ever was, with no loop and no chain, whatever staff do in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const pages = new Map<string, string>()
      const ever = new Set<string>()
      let known: OldAddress[] = []
      for (const { does, document: id, slug, other } of steps) {
        const path = pages.get(id) ?? null
        if (does === 'publish') {
          const newPath = `/${slug}/`
          if ([...pages].some(([each, taken]) => taken === newPath && each !== id)) continue
          const page = { id, oldPath: path, newPath }
          known = afterWrites(known, planBeforePublishing(page, known))
          expectAnswers()
          pages.set(id, newPath)
          ever.add(newPath)
          expectAnswers()
          known = afterWrites(known, planAfterPublishing(page, known))
        } else if (path !== null) {
          const to = pages.get(other)
          const destination = to && other !== id ? { id: other, path: to } : 'gone'
          known = afterWrites(known, planWithdrawal({ id, path }, destination, known))
          pages.delete(id)
        }
        expectAnswers()
        expectTidy()
      }

      /** Each address answers a page at once, or says that it is gone. */
      function expectAnswers() {
        const current = new Set(pages.values())
        for (const path of ever) {
          if (current.has(path)) continue
          const answers = known.filter(({ from }) => from === path)
          expect(answers).toHaveLength(1)
          for (const { target } of answers) expect(target === null || pages.has(target)).toBe(true)
        }
      }

      /** No redirect has the path of a page. */
      function expectTidy() {
        const current = new Set(pages.values())
        expect(known.filter(({ from }) => current.has(from))).toEqual([])
      }
    }),
  )
})
