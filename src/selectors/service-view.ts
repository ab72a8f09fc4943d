import type { RegulatedStatus } from '#domain/disclosures.ts'
import type { Service } from '#sanity/contracts.ts'
import type { Image } from '#sanity/fields.ts'
import type { Head } from '#sanity/kept-document.ts'
import { rememberEach } from '#site/remember.ts'
import { type PageCard, pageCard } from './clinic-view.ts'

/** A service in the list of all of them. */
export interface ServiceCard extends PageCard {
  /** What a regulator has said of it; null where none is concerned. */
  status: RegulatedStatus | null
  image: Image | null
}

/** A group, as the page about groups shows it. */
export interface GroupView extends PageCard, Pick<Service, 'conditions' | 'questions'> {
  image: Image | null
}

/** The same object for the same version. */
export const serviceCard = rememberEach((service: Head<Service>): ServiceCard => {
  const { regulatoryStatus, image } = service
  const status = regulatoryStatus === 'notApplicable' ? null : regulatoryStatus
  return { ...pageCard(service), status, image }
})

/** The same object for the same version. */
export const groupView = rememberEach((service: Head<Service>): GroupView => {
  const { conditions, questions, image } = service
  return { ...pageCard(service), conditions, questions, image }
})
