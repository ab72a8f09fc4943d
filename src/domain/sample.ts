/** The name of the sample's clinic, as `studio/seed/data.ndjson` has it. */
export const sampleClinicName = 'Stillwater Mental Health'

/** Whether settings are those of the sample. The mark stays where staff make the sample their own; its name does not. */
export function isSampleClinic({
  isSample,
  clinicName,
}: {
  isSample: boolean | null
  clinicName: string
}): boolean {
  return isSample === true && clinicName === sampleClinicName
}
