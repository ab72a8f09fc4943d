import { Stack } from '@sanity/ui'
import { type StringInputProps, useFormValue } from 'sanity'
import { z } from 'zod'
import { disclosure } from '#domain/disclosures.ts'
import { regulatoryStatuses } from '#domain/vocabulary.ts'
import { Disclosure } from '#shared-ui/Disclosure.tsx'
import { english } from '#words/english.ts'
import { WhatPatientsSee } from './WhatPatientsSee.tsx'

const statuses = regulatoryStatuses.map(({ value }) => value)

/** The service as it is typed. */
const typed = z.object({
  title: z.string().trim().min(1).catch('this treatment'),
  regulatoryStatus: z.enum(statuses).catch('notApplicable'),
  regulatoryNote: z.string().nullish().catch(null),
})

/** What the status means here, and the disclosure that patients will read because of both. */
export function RegulatoryNoteInput(props: StringInputProps) {
  const { title, regulatoryStatus, regulatoryNote } = typed.parse(useFormValue([]))
  const statement = disclosure(regulatoryStatus, title, regulatoryNote ?? null, english.treatments)
  return (
    <Stack gap={5}>
      {props.renderDefault(props)}
      <WhatPatientsSee
        name="disclosure-preview"
        missing="Choose the regulatory status: the disclosure is written from it."
        shown={
          statement && (
            <div className="wrap text-columns" style={{ paddingBlock: 'var(--space-m) var(--space-2xs)' }}>
              <div className="main">
                <Disclosure {...statement} />
              </div>
            </div>
          )
        }
      />
    </Stack>
  )
}
