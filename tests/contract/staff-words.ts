const anyWords = ['Words.', 'Two sentences. For patients, at 6 PM.', 'Süße Grüße 👋']

/** What staff fill in well where not any words do, by the name of the field. */
const wordsOfField: Readonly<Record<string, readonly string[]>> = {
  color: ['#0e5a5b', '#F5B700'],
  accent: ['#ffd88a', '#000000'],
  callNumber: ['+13307544844', '+442079460958'],
  textNumber: ['+13307544844', '+442079460958'],
  faxNumber: ['+13307544844'],
  place: ['main'],
  places: ['main'],
  portalUrl: ['https://portal.example/'],
  email: ['hello@clinic.example', 'front.desk+new@mail.clinic.example'],
  opens: ['09:00', '00:00', '08:30'],
  closes: ['17:00', '23:59'],
  startTime: ['18:00', '09:30'],
  slug: ['how-ketamine-works', 'a', '2027'],
  from: ['/articles/old-name/', '/', '/old'],
  doi: ['10.1001/archpsyc.63.8.856'],
  url: ['https://clinic.example/page', 'https://clinic.example/?q=a%20b#c'],
  mapUrl: ['https://maps.example/@41.08,-81.51'],
  href: ['https://clinic.example/', 'mailto:office@clinic.example', '/services/tms/'],
  securityContact: ['mailto:security@clinic.example', 'https://clinic.example/security'],
}

/** What staff fill in well in a field of this name. */
export function goodTextsFor(field: string): readonly string[] {
  return wordsOfField[field] ?? anyWords
}

/** The dates that staff fill in well in a field of this name: a last day follows the first. */
export function goodDatesFor(field: string): readonly string[] {
  if (field === 'firstDay') return ['2027-12-24', '2028-02-29']
  return field === 'lastDay' ? ['2028-02-29', '2028-03-01'] : ['2027-02-06', '2024-02-29', '1999-12-31']
}

/** What no field is meant for, or only few: each is tried in all of them. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\n\t\u00a0',
  '\u200b',
  'x'.repeat(20_000),
  '<script>alert(1)</script>',
  'null',
  '0',
  // Telephone numbers.
  '+1 330 754 4844',
  '(330) 754-4844',
  '3307544844',
  '+03307544844',
  '+1330754484412345678',
  '+13307544844\n',
  'tel:+13307544844',
  // Times of day.
  '9:00',
  '24:00',
  '18:60',
  '6 PM',
  '18:00:00',
  '18:00 ',
  // Addresses.
  'clinic.example',
  'http://clinic.example/',
  'https:clinic.example',
  'https://',
  'https:// clinic.example',
  ' https://clinic.example/ ',
  'https://clinic.example/a b',
  'https://clin\nic.example/',
  'https://user:secret@clinic.example/',
  'javascript:alert(1)',
  'data:text/html,hello',
  'mailto:',
  'mailto:two words@clinic.example',
  '//clinic.example/',
  '/\\clinic.example/',
  '../articles/',
  '/Articles/Old Name/',
  '/articles/old?x=1',
  // Slugs.
  'How-Ketamine-Works',
  'zwölf',
  'two--hyphens',
  '-first',
  'contact',
  'articles',
  '404',
  // DOIs.
  'https://doi.org/10.1001/archpsyc.63.8.856',
  '10.1001/',
  '10.1001/with space',
  // What looks like another choice.
  'Monday',
  'groupStart',
  'Europe/Berlin',
]

export const oddDates: readonly string[] = [
  '',
  '2027-02-30',
  '2023-02-29',
  '2027-2-6',
  '2027-02',
  '2027',
  '2027-W05-6',
  '20270206',
  '2027-02-06T18:00:00Z',
  'February 6th',
  '02/06/2027',
  '0000-01-01',
]

export const oddInstants: readonly string[] = [
  '',
  '2027-02-06',
  '2027-02-06T18:00',
  '2027-02-06T18:00Z',
  '2027-02-06 18:00:00Z',
  '2027-02-06T18:00:00',
  '2027-02-06T24:00:00Z',
  '2027-02-30T18:00:00Z',
  '2027-02-06T18:00:00+0500',
  '2027-02-06T18:00:00,5Z',
  '20270206T180000Z',
  'tomorrow',
]
