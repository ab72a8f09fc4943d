import { expect, test } from 'vitest'
import { isSampleClinic, sampleClinicName } from './sample.ts'

test('the sample is one while it has its mark and its name', () => {
  expect(isSampleClinic({ isSample: true, clinicName: sampleClinicName })).toBe(true)
  expect(isSampleClinic({ isSample: true, clinicName: 'Quiet Water Clinic' })).toBe(false)
  expect(isSampleClinic({ isSample: null, clinicName: sampleClinicName })).toBe(false)
})
