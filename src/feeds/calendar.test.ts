import { expect, test } from 'vitest'
import { english } from '#words/english.ts'
import { calendarFile } from './calendar.ts'

test('a start without a time of day takes the whole day', () => {
  const file = calendarFile(
    {
      id: 'spring',
      title: 'Group Therapy',
      start: { date: '2027-02-06' },
      isCancelled: false,
      updated: '2026-10-01T08:30:15.123Z',
      location: 'The Clinic, 1 Lake St',
      call: '(330) 754-4844',
      text: '(330) 754-4844',
      path: '/group-therapy/',
    },
    'https://clinic.example',
    english.calendar,
  )
  expect(file).toContain('\r\nDTSTART;VALUE=DATE:20270206\r\n')
  expect(file).toContain('\r\nDTSTAMP:20261001T083015Z\r\n')
})
