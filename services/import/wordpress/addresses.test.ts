import { expect, test } from 'vitest'
import { fixedPages } from '#domain/routes.ts'
import { type Carried, redirectsFor } from './addresses.ts'

/** A page of the old website, by the path that it had there. */
function carriedFrom(path: string): Carried {
  const item = {
    id: '7',
    guid: '',
    type: 'page',
    status: 'publish',
    title: 'Sleep',
    link: `https://old.example${path}`,
    slug: 'sleep',
    parent: '0',
    author: '',
    date: '2013-05-06 12:00:00',
    content: '',
    excerpt: '',
    password: '',
    isSticky: false,
    terms: [],
    meta: [],
    comments: 0,
    cut: [],
    attachmentUrl: '',
  }
  return { item, id: 'page-7', type: 'page', slug: 'sleep', path: '/sleep/' }
}

test.each(fixedPages)('no old address takes the place of the site’s page at %s', path => {
  expect(redirectsFor([carriedFrom(path)]).redirects).toEqual([])
})

test('an old address that is free leads to its text', () => {
  expect(redirectsFor([carriedFrom('/about/sleep/')]).redirects).toMatchObject([{ from: '/about/sleep/' }])
})
