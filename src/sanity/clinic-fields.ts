import { z } from 'zod'
import { fieldRules } from '#domain/field-rules.ts'
import { mostSpecialDays } from '#domain/lengths.ts'
import { isPhoneNumber } from '#domain/phone-number.ts'
import { isPlaceKey } from '#domain/places.ts'
import { menuPages } from '#domain/routes.ts'
import { countAllDays, isDayRange } from '#domain/special-hours.ts'
import { emailPattern, homeSections, timeOfDayPattern, weekdays } from '#domain/vocabulary.ts'
import {
  date,
  list,
  oneOf,
  optional,
  optionalText,
  reference,
  requiredText,
  secureAddress,
  text,
  webAddress,
} from './fields.ts'

/*
 * What the settings and the home page are made of: numbers, places, hours, the menu, the sections.
 */

export const phoneNumber = z
  .string(fieldRules.siteSettings.number)
  .refine(isPhoneNumber, fieldRules.siteSettings.number)

export const timeOfDay = z
  .string('Write the time with AM or PM, for example 9 AM.')
  .regex(timeOfDayPattern, 'Write the time with AM or PM, for example 9 AM.')

/** `missing` is what staff read where there is no address. */
export function postalAddress(missing: string) {
  return z.object(
    {
      street: requiredText(fieldRules.postalAddress.street),
      locality: requiredText(fieldRules.postalAddress.locality),
      region: requiredText(fieldRules.postalAddress.region),
      postalCode: requiredText(fieldRules.postalAddress.postalCode),
      mapUrl: optional(webAddress),
      directions: optionalText('note'),
    },
    missing,
  )
}

export const openingHours = list(
  'openingHours',
  z
    .object({
      _key: z.string(),
      days: list('days', oneOf(weekdays, 'Tick the days again.'), fieldRules.openingHours.days).min(
        1,
        fieldRules.openingHours.days,
      ),
      opens: timeOfDay,
      closes: timeOfDay,
    })
    .refine(hours => hours.opens < hours.closes, fieldRules.openingHours.order),
  fieldRules.siteSettings.openingHours,
)

export const specialHours = list(
  'specialHours',
  z
    .object({
      _key: z.string(),
      firstDay: date(fieldRules.specialHours.firstDay),
      lastDay: optional(date(fieldRules.specialHours.lastDay)),
      name: optionalText('label'),
      opens: optional(timeOfDay),
      closes: optional(timeOfDay),
    })
    .superRefine((days, context) => {
      const fault = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [field], message })
      const { opens, closes } = days
      if (!isDayRange(days)) fault('lastDay', fieldRules.specialHours.lastDay)
      if ((opens === null) !== (closes === null))
        fault(opens ? 'closes' : 'opens', fieldRules.specialHours.hours)
      if (opens && closes && opens >= closes) fault('closes', fieldRules.openingHours.order)
    }),
).refine(rows => countAllDays(rows) <= mostSpecialDays, fieldRules.specialHours.sum)

export const otherPlaces = list(
  'otherPlaces',
  z.object({
    _key: z.string().refine(isPlaceKey, fieldRules.otherPlace.key),
    name: requiredText(fieldRules.otherPlace.name),
    address: postalAddress(fieldRules.otherPlace.address),
    callNumber: optional(phoneNumber),
    textNumber: optional(phoneNumber),
    faxNumber: optional(phoneNumber),
    openingHours: openingHours.nullable(),
    specialHours: specialHours.nullable(),
  }),
).refine(
  // By its key a page finds the hours of a place.
  places => new Set(places.map(({ _key }) => _key)).size === places.length,
  fieldRules.otherPlace.unique,
)

export const otherContact = z.object({
  portalUrl: optional(secureAddress(fieldRules.otherContact.portalUrl)),
  portalLabel: optionalText('label'),
  email: optional(text('term').regex(emailPattern, fieldRules.otherContact.email)),
  faxNumber: optional(phoneNumber),
})

export const menu = list(
  'menu',
  z
    .object({
      _key: z.string(),
      path: optional(z.enum(menuPages, fieldRules.menuItem.target)),
      page: reference.nullable(),
      label: optionalText('label'),
    })
    .refine(({ path, page }) => path !== null || page !== null, {
      path: ['path'],
      error: fieldRules.menuItem.target,
    }),
)

export const homeSectionList = list(
  'homeSections',
  z.object({
    _key: z.string(),
    kind: oneOf(homeSections, fieldRules.homeSection.kind),
    heading: optional(requiredText(fieldRules.homeSection.heading)),
  }),
).refine(
  sections => new Set(sections.map(({ kind }) => kind)).size === sections.length,
  fieldRules.homeSection.unique,
)
