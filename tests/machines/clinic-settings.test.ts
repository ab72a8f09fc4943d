import { expect, test } from 'vitest'
import {
  homePage,
  logo,
  look,
  otherPlace,
  page,
  person,
  published,
  service,
  settings,
  snapshotFrom,
} from '../fixtures/published.ts'
import { siteUrl, smallSite } from './small-site.ts'

/** Monday, 9 AM at the clinic, which opens on Mondays from 9 AM to 5 PM. */
const monday = '2026-11-23T14:00:00Z'

const lakeside = otherPlace('lake', {
  callNumber: '+12165550142',
  openingHours: [{ _key: 'a', days: ['Tuesday'], opens: '10:00', closes: '14:00' }],
})

function day(firstDay: string, fields: Record<string, unknown> = {}) {
  return { _key: firstDay, firstDay, lastDay: null, name: null, opens: null, closes: null, ...fields }
}

function withSettings(fields: Record<string, unknown>, at = monday) {
  return smallSite({ siteSettings: [settings(fields)], announcement: [] }, at)
}

/** The words of a page, without its tags. */
function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

function clinicOf(html: string) {
  const [, json = ''] =
    /<script type="application\/ld\+json">(\{[^<]*"MedicalClinic"[^<]*)<\/script>/.exec(html) ?? []
  return JSON.parse(json)
}

/** What the main menu of a page leads to, with its words. */
function menuOf(html: string): string[] {
  const [menu = ''] = /<nav id="menu"[\s\S]*?<\/nav>/.exec(html) ?? []
  return [...menu.matchAll(/<a[^>]*href="([^"]*)"[^>]*>([^<]*)/g)].map(([, href, text]) => `${href} ${text}`)
}

test('a holiday is on the contact page as soon as it is written, and in search engines', async () => {
  const site = await withSettings({ specialHours: [day('2026-12-28', { name: 'Winter break' })] })
  const contact = (await site.see('/contact/')).text
  expect(wordsOf(contact)).toContain('Monday, December 28th Winter break Closed')
  expect(clinicOf(contact).specialOpeningHoursSpecification).toEqual([
    {
      '@type': 'OpeningHoursSpecification',
      name: 'Winter break',
      validFrom: '2026-12-28',
      validThrough: '2026-12-28',
      opens: '00:00',
      closes: '00:00',
    },
  ])
  expect(wordsOf((await site.see('/services/')).text)).not.toContain('Winter break')
  expect(site.nextChangeAt()?.toString()).toBe('2026-12-14T05:00:00Z')
})

test('two weeks before, every page knows of it; three days before, the bar says so; then it is gone by itself', async () => {
  const specialHours = [day('2026-12-28', { name: 'Winter break' })]
  const at = (instant: string) => withSettings({ specialHours }, instant)
  const soon = await at('2026-12-14T05:00:00Z')
  const page = (await soon.see('/services/')).text
  expect(wordsOf(page)).toContain('Winter break')
  expect(page).not.toContain('id="announcement"')
  // From the closing before, since the opening that is named then is another one.
  expect(page).toMatch(
    /data-from="2026-12-21T22:00:00Z" data-until="\S*" hidden[^>]*>Closed\. Opens Jan 4 at 9 AM</,
  )
  expect(soon.nextChangeAt()?.toString()).toBe('2026-12-25T05:00:00Z')
  const announced = (await (await at('2026-12-25T05:00:00Z')).see('/services/')).text
  expect(wordsOf(announced)).toContain('We are closed on Monday, December 28th (Winter break).')
  expect(announced).toMatch(/id="announcement"[^>]*data-until="2026-12-29T05:00:00Z"/)
  const after = await at('2026-12-29T05:00:00Z')
  for (const path of ['/services/', '/contact/'])
    expect((await after.see(path)).text).not.toContain('Winter break')
})

test('the pages change only as a day comes near and is over, not in between', async () => {
  const specialHours = [day('2026-12-28')]
  const [first, later] = await Promise.all(
    ['2026-12-14T05:00:00Z', '2026-12-24T05:00:00Z'].map(at => withSettings({ specialHours }, at)),
  )
  expect((await later?.see('/services/'))?.text).toBe((await first?.see('/services/'))?.text)
})

test('a day with other hours shows them, and is not announced', async () => {
  const specialHours = [day('2026-11-24', { opens: '09:00', closes: '12:00' })]
  const contact = (await (await withSettings({ specialHours })).see('/contact/')).text
  expect(wordsOf(contact)).toContain('Tuesday, November 24th 9 AM to noon')
  expect(contact).toContain('Open now, until noon')
  expect(contact).not.toContain('id="announcement"')
})

test.each([
  [[day('2026-11-24', { opens: '09:00' })], 'specialHours[0].closes'],
  [[day('2026-11-24', { lastDay: '2026-11-23' })], 'specialHours[0].lastDay'],
  [[day('soon')], 'specialHours[0].firstDay'],
  [['27', '28', '29'].map(year => day(`20${year}-01-01`, { lastDay: `20${year}-12-31` })), 'specialHours'],
])(
  'settings with a day that cannot be are held back, and the last good ones stay: %j',
  (specialHours, field) => {
    const before = snapshotFrom(published())
    const after = snapshotFrom(published({ siteSettings: [settings({ _rev: 'x', specialHours })] }), {
      previous: before,
    })
    expect(after.faults.map(fault => fault.field)).toEqual([field])
    expect(after.settings.specialHours).toBeNull()
  },
)

test('each place has its address, hours, numbers, and its own “Open now”', async () => {
  const site = await withSettings({
    otherPlaces: [lakeside, otherPlace('hill', { name: 'Hill office' })],
    specialHours: [day('2026-11-24'), day('2026-11-30', { opens: '12:00', closes: '13:00' })],
  })
  const contact = (await site.see('/contact/')).text
  const [akron = '', lake = '', hill = ''] = contact
    .split(/(?=<section aria-labelledby="place-)/)
    .slice(1)
    .map(section => wordsOf(section.split('</section>')[0] ?? ''))
  expect(akron).toMatch(/Akron .* Monday 9 AM to 5 PM .* Monday, November 30th noon to 1 PM/)
  expect(lake).toContain('Lakeside office')
  // A closed day counts at each place; other hours where they are given.
  expect(lake).toMatch(
    /Kent, OH 44240 .*Call \(216\) 555-0142 .*Tuesday 10 AM to 2 PM .*Tuesday, November 24th Closed/,
  )
  expect(lake).not.toContain('November 30th')
  expect(hill).toContain('Kent, OH 44240')
  expect(hill).not.toMatch(/Closed|Opening hours/)
  expect(wordsOf((await site.see('/services/')).text)).toMatch(/Other places .*Lakeside office 2 Shore Road/)
  expect((await site.see('/llms.txt')).text).toContain(
    '- Lakeside office: 2 Shore Road, Kent, OH 44240, call (216) 555-0142\n',
  )
  expect(clinicOf(contact).department).toMatchObject([
    {
      name: 'Quiet Water Clinic, Lakeside office',
      telephone: '+12165550142',
      address: { addressLocality: 'Kent' },
      specialOpeningHoursSpecification: [{ validFrom: '2026-11-24' }],
    },
    { name: 'Quiet Water Clinic, Hill office', telephone: '+13307544844' },
  ])
})

test('an opening is never named on a closed day that lies further ahead than pages write out', async () => {
  const specialHours = [
    day('2026-12-01', { lastDay: '2026-12-20' }),
    day('2026-12-21', { lastDay: '2027-01-03' }),
  ]
  const site = await withSettings({ specialHours }, '2026-11-30T22:00:00Z')
  const page = (await site.see('/services/')).text
  expect(page).toMatch(
    /data-from="2026-11-30T22:00:00Z" data-until="\S*" hidden[^>]*>Closed\. Opens Jan 4 at 9 AM</,
  )
  expect(page).not.toContain('Opens Dec 21')
})

test('of two closed days in a row, the bar announces today’s, and the other after it', async () => {
  const specialHours = [day('2026-11-27', { _key: 'a' }), day('2026-11-26', { _key: 'b' })]
  const thursday = await withSettings({ specialHours }, '2026-11-26T15:00:00Z')
  expect(wordsOf((await thursday.see('/services/')).text)).toContain(
    'We are closed on Thursday, November 26th.',
  )
  expect(thursday.nextChangeAt()?.toString()).toBe('2026-11-27T05:00:00Z')
})

test('on a day within a closure that is open, the bar is silent', async () => {
  const specialHours = [
    day('2026-11-23', { lastDay: '2026-11-27' }),
    day('2026-11-25', { opens: '09:00', closes: '12:00' }),
  ]
  const at = (instant: string) => withSettings({ specialHours }, instant)
  expect((await at(monday)).nextChangeAt()?.toString()).toBe('2026-11-25T05:00:00Z')
  const open = await at('2026-11-25T05:00:00Z')
  expect((await open.see('/services/')).text).not.toContain('id="announcement"')
  expect(open.nextChangeAt()?.toString()).toBe('2026-11-26T05:00:00Z')
  expect(wordsOf((await (await at('2026-11-26T05:00:00Z')).see('/services/')).text)).toContain(
    'We are closed from November 23rd to November 27th.',
  )
})

test('a summer with other hours opens no day that is closed every week, and moves on every two weeks', async () => {
  const specialHours = [day('2026-11-23', { lastDay: '2027-02-28', opens: '10:00', closes: '12:00' })]
  const site = await withSettings({ specialHours })
  expect(clinicOf((await site.see('/contact/')).text).specialOpeningHoursSpecification).toMatchObject([
    { validThrough: '2027-02-28', dayOfWeek: ['Monday'], opens: '10:00' },
  ])
  const page = (await site.see('/services/')).text
  expect(page.match(/Open now, until noon/g)?.length).toBeLessThan(15)
  expect(site.nextChangeAt()?.toString()).toBe('2026-12-07T05:00:00Z')
})

test('the menu has the pages in the order and with the words of the settings, and Contact whatever they say', async () => {
  const usual = menuOf((await (await smallSite()).see('/')).text)
  expect(usual.map(entry => entry.split(' ')[0])).toEqual([
    '/services/',
    '/group-therapy/',
    '/articles/',
    '/team/',
    '/contact/',
    '/search/',
  ])
  const item = { path: null, page: null, label: null }
  const site = await smallSite({
    page: [page('about')],
    siteSettings: [
      settings({
        menu: [
          { ...item, _key: 'a', path: '/team/', label: 'People' },
          { ...item, _key: 'b', page: { _ref: 'about' } },
          { ...item, _key: 'c', page: { _ref: 'not-published' }, label: 'Soon' },
        ],
      }),
    ],
  })
  expect(menuOf((await site.see('/')).text)).toEqual([
    '/team/ People',
    '/about/ Title of about',
    '/contact/ Contact',
    '/search/ Search',
  ])
})

test('a menu of pages that are not published has Contact alone, and no entry without words to see', async () => {
  const item = { path: null, page: null, label: null }
  const menuWith = async (menu: unknown[]) =>
    menuOf((await (await smallSite({ siteSettings: [settings({ menu })] })).see('/')).text)
  expect(await menuWith([{ ...item, _key: 'a', page: { _ref: 'not-published' } }])).toEqual([
    '/contact/ Contact',
    '/search/ Search',
  ])
  const unseen = { ...item, _key: 'a', path: '/contact/', label: '\u200b\u2060 ' }
  expect((await menuWith([unseen]))[0]).toBe('/contact/ Contact')
})

test('the sections of the home page come in the order of its document', async () => {
  const sections = ['visit', 'team', 'services'].map(kind => ({ _key: kind, kind, heading: null }))
  const fields = { service: [service('group')], person: [person('ada')] }
  const sectionsOf = (html: string) =>
    [...html.matchAll(/<section class="section[^"]*" aria-labelledby="([\w-]+)"/g)].map(([, id]) => id)
  const usual = await smallSite(fields)
  expect(sectionsOf((await usual.see('/')).text)).toEqual(['services', 'groups', 'articles', 'visit'])
  const site = await smallSite({ ...fields, homePage: [homePage({ sections })] })
  expect(sectionsOf((await site.see('/')).text)).toEqual(['visit', 'home-team', 'services'])
})

test('portal, e-mail and fax are shown where there are some, with what patients must know', async () => {
  const otherContact = {
    portalUrl: 'https://portal.example/',
    portalLabel: null,
    email: 'hello@clinic.example',
    faxNumber: '+13305550199',
  }
  const contact = (await (await withSettings({ otherContact })).see('/contact/')).text
  expect(wordsOf(contact)).toContain('Patient portal (another website)')
  expect(contact).toMatch(/<a href="https:\/\/portal\.example\/"[^>]* rel="external noreferrer"/)
  expect(wordsOf(contact)).toMatch(/hello@clinic\.example E-mail is not private and not for emergencies\./)
  expect(wordsOf(contact)).toContain('Fax (330) 555-0199')
  expect(menuOf(contact).at(-1)).toBe('https://portal.example/ Patient portal')
  const without = (await (await smallSite()).see('/contact/')).text
  expect(wordsOf(without)).not.toMatch(/portal|mail|fax/i)
})

test.each([
  ['otherPlaces', ['lake', 'lake']],
  ['otherPlaces[0]._key', ['']],
])('settings are held back for %s, where places have the keys %j', (field, keys) => {
  const otherPlaces = keys.map(_key => ({ ...lakeside, _key }))
  const previous = snapshotFrom(published())
  const { faults } = snapshotFrom(published({ siteSettings: [settings({ _rev: 'x', otherPlaces })] }), {
    previous,
  })
  expect(faults.map(fault => fault.field)).toEqual([field])
})

test('search engines are given the clinic’s own logo, wide as it may be, and the mark of a clinic without', async () => {
  const logoWith = async (chosen: Record<string, unknown>) => {
    const site = await withSettings({ look: look(chosen) })
    const { logo: address = '' } = clinicOf((await site.see('/')).text)
    const path = address.slice(siteUrl.length)
    expect(site.paths()).toContain(path)
    return path
  }
  expect(await logoWith({ logo: logo() })).toMatch(/^\/media\/[0-9a-f]{16}-720\.webp$/)
  expect(await logoWith({})).toBe('/icon-512.png')
})

test('nothing is said of the medical specialty of a clinic, which may be a counseling practice', async () => {
  expect(clinicOf((await (await withSettings({})).see('/')).text)).not.toHaveProperty('medicalSpecialty')
})

test('a time zone that is left empty is that of the state', () => {
  const zoneOf = (fields: Record<string, unknown>) =>
    snapshotFrom(published({ siteSettings: [settings(fields)] })).settings.timeZone
  const address = { ...settings().address, region: 'az' }
  expect(zoneOf({ timeZone: null, address })).toBe('America/Phoenix')
  expect(zoneOf({ timeZone: 'America/Denver', address })).toBe('America/Denver')
})
