import { expect, test } from 'vitest'
import { deskContent } from '../documents/overview-fixture.ts'
import { findNextSteps } from './next-steps.ts'

const none = { service: false, person: false, article: false }
const types = (content: Parameters<typeof deskContent>[0]) =>
  findNextSteps(deskContent(content)).steps.map(({ intent, params }) => `${intent} ${params.type}`)

test('each first step stays until what it asks for is published, and the settings as long as any', () => {
  const settings = 'edit siteSettings'
  expect(types({ publishedTypes: none })).toEqual([
    'create service',
    'create person',
    'create article',
    settings,
  ])
  expect(types({ publishedTypes: { ...none, service: true } })).toEqual([
    'create person',
    'create article',
    settings,
  ])
  expect(types({})).toEqual([])
})

test('a first step goes on with the draft that somebody has begun', () => {
  const drafts = [{ id: 'drafts.anna', type: 'person', title: 'Anna' }]
  const { steps } = findNextSteps(deskContent({ publishedTypes: none, drafts }))
  expect(steps[1]).toMatchObject({ intent: 'edit', params: { type: 'person', id: 'anna' } })
})

test('a notice is named until it is published, and not again when it is changed later', () => {
  const notices = [{ id: 'notice-privacy', title: 'Privacy', lastConfirmed: '2027-01-15' }]
  const drafts = ['notice-privacy', 'notice-estimate'].map(id => ({
    id: `drafts.${id}`,
    type: 'page',
    title: id,
  }))
  const found = findNextSteps(deskContent({ notices, drafts }))
  expect(found.notices.map(({ title }) => title)).toEqual(['notice-estimate'])
  expect(found.steps.map(({ title }) => title)).toEqual(['Settings'])
  expect(findNextSteps(deskContent({ notices, drafts: drafts.slice(0, 1) }))).toEqual({
    notices: [],
    steps: [],
  })
})
