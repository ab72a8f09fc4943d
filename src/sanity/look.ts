import { z } from 'zod'
import { fieldRules } from '#domain/field-rules.ts'
import {
  arrangements,
  corners,
  drawings,
  fonts,
  headers,
  hexPattern,
  logoPlaces,
} from '#domain/look/choices.ts'
import { image, oneOf, optional, optionalPlainImage, withoutEmptyImage } from './fields.ts'

/** A picture whose words are the clinic's name: the page says it. */
const logo = z.preprocess(
  withoutEmptyImage,
  image.extend({ alt: z.literal(''), caption: z.null() }).nullable(),
)

const color = optional(z.string(fieldRules.look.color).trim().regex(hexPattern, fieldRules.look.color))

/** The clinic's look; what is missing is as the site has it by itself. */
export const look = z
  .object({
    logo,
    logoDark: logo,
    icon: logo,
    shareImage: optionalPlainImage,
    logoPlace: optional(oneOf(logoPlaces, fieldRules.look.choice)),
    color,
    accent: color,
    arrangement: optional(oneOf(arrangements, fieldRules.look.choice)),
    font: optional(oneOf(fonts, fieldRules.look.choice)),
    corners: optional(oneOf(corners, fieldRules.look.choice)),
    header: optional(oneOf(headers, fieldRules.look.choice)),
    drawing: optional(oneOf(drawings, fieldRules.look.choice)),
  })
  .nullable()

export type LookSettings = z.infer<typeof look>
