import { z } from 'zod'
import { mainPlaceValue } from '#domain/places.ts'
import { draftText as text } from './announcement-fields.ts'

const address = z.object({ street: text, locality: text }).nullish().catch(null)

const settings = z
  .object({
    placeName: text,
    address,
    otherPlaces: z
      .array(z.object({ _key: z.string(), name: text, address }))
      .nullish()
      .catch(null),
  })
  .nullish()

/** What `toPlaces` reads. */
export const placesAnswer = z.object({ published: settings, draft: settings })

const fields = '{placeName, address{street, locality}, otherPlaces[]{_key, name, address{street, locality}}}'

/** The same, as a part of a query. */
export const clinicPlaces = `{
  "published": *[_id == "siteSettings"][0]${fields},
  "draft": *[_id == "drafts.siteSettings"][0]${fields}
}`

/** A place that documents may name. */
export interface ClinicPlace {
  readonly value: string
  readonly name: string
  readonly address: { readonly street: string; readonly locality: string }
  /** Whether patients know of it. */
  readonly isPublished: boolean
}

/** The places of the clinic, the main one first: those that are published, then those that staff are adding. */
export function toPlaces({ published, draft }: z.output<typeof placesAnswer>): ClinicPlace[] {
  const known = listPlaces(published, true)
  const added = listPlaces(draft, false).filter(({ value }) => !known.some(place => place.value === value))
  return [...known, ...added]
}

function listPlaces(from: z.output<typeof settings>, isPublished: boolean): ClinicPlace[] {
  if (!from) return []
  const main = { value: mainPlaceValue, name: from.placeName, address: from.address }
  const others = (from.otherPlaces ?? []).map(({ _key, ...place }) => ({ value: _key, ...place }))
  return [main, ...others].map(({ value, name, address }) => {
    const { street, locality } = { street: null, locality: null, ...address }
    return {
      value,
      name: name?.trim() || locality || 'Place without a name',
      address: { street: street ?? '', locality: locality ?? '' },
      isPublished,
    }
  })
}
