import type { SearchPage } from './block-format.ts'

/** Pages that are there whatever is published, as they are found. */
export const fixedPages: readonly SearchPage[] = [
  page('/contact/', 'Contact', 'Call or text us, when we are open, and where to find us.', [
    'phone number',
    'opening hours',
    'address',
    'directions',
    'parking',
    'appointment',
  ]),
  page(
    '/group-therapy/',
    'Group therapy',
    'When the next groups start, what they are, and how to join one.',
    ['start dates', 'calendar', 'join'],
  ),
  page('/services/', 'Services', 'What we offer, what each treatment is for, and what is known about it.', [
    'treatments',
  ]),
  page('/articles/', 'Articles', 'Plain explanations with their sources, reviewed by clinicians.', [
    'reading',
  ]),
  page('/team/', 'Our team', 'The people you meet here, and those who write and review what you read.', [
    'staff',
    'doctors',
    'nurses',
    'therapists',
  ]),
]

function page(path: string, title: string, summary: string, topics: string[]): SearchPage {
  return { path, title, summary, kind: 'Page', sections: [], topics }
}
