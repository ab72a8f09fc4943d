import { z } from 'zod'
import { fieldRules, type TextRule } from '#domain/field-rules.ts'
import { isDate, isInstant } from '#domain/iso-time.ts'
import {
  furthestPlace,
  type ItemKind,
  longest,
  most,
  type TextKind,
  tooLong,
  tooMany,
} from '#domain/lengths.ts'
import { pasteAddress, webAddressFault } from '#domain/link-address.ts'
import { findVisibleText } from '#domain/visible-text.ts'

/** A text of at most the length of its kind. `message` tells staff what to do where it is none. */
export function text(kind: TextKind, message?: string) {
  return z.string(message).max(longest(kind), tooLong(kind))
}

/** A text that may be missing; the Content Lake answers a missing field with null. */
export function optionalText(kind: TextKind) {
  return text(kind).nullable()
}

/** A text that must be there, and have something to see. */
export function requiredText({ kind, missing }: TextRule) {
  return text(kind, missing).refine(value => findVisibleText(value) !== null, missing)
}

/** A list of at most so many items as its kind may have. */
export function list<Item extends z.ZodType>(kind: ItemKind, item: Item, message?: string) {
  return z.array(item, message).max(most(kind), tooMany(kind))
}

/** The address of a page of the web: patients are led to it, so that no program may hide in it. */
export const webAddress = z.string(pasteAddress).superRefine((address, context) => {
  const message = webAddressFault(address)
  if (message) context.addIssue({ code: 'custom', message })
})

/** The address of a page that is sent encrypted; `message` is what staff read of any other. */
export function secureAddress(message: string) {
  return webAddress.refine(url => /^https:/i.test(url.trim()), message)
}

/** What may be missing. A script may say so with an empty text, which the Studio's forms take for nothing as well. */
export function optional<Shape extends z.ZodType>(shape: Shape) {
  return z.preprocess(value => (value === '' ? null : value), shape.nullable())
}

/** One of the values that the Studio offers. */
export function oneOf<const Choice extends { value: string }>(choices: readonly Choice[], message: string) {
  return z.enum(
    choices.map((choice): Choice['value'] => choice.value),
    message,
  )
}

/** A place in a list: a whole number that puts documents in their order. */
const notAPlace = fieldRules.place.shape
export const place = z.int(notAPlace).min(-furthestPlace, notAPlace).max(furthestPlace, notAPlace)

/** A reference to another document, by its id. */
export const reference = z.object({ _ref: z.string() })

/** A calendar date: 2027-02-06. */
export function date(message: string) {
  return z.string(message).refine(isDate, message)
}

/** An instant in time, as Sanity stores a datetime: 2027-02-06T23:00:00.000Z */
export function instant(message: string) {
  return z.string(message).refine(isInstant, message)
}

/**
 * A picture with its words, its crop (shares of width and height cut off at each side), its hotspot (where, in shares
 * of width and height, the middle of what matters is) and the facts of its file. The Content Lake may not have looked at
 * the file yet, or only as it did years ago: what the site can do without may be missing.
 */
export const image = z.object({
  alt: requiredText(fieldRules.imageWithAlt.alt),
  caption: optionalText('sentence'),
  crop: z.object({ top: z.number(), bottom: z.number(), left: z.number(), right: z.number() }).nullable(),
  hotspot: z.object({ x: z.number(), y: z.number() }).nullable(),
  asset: z.object(
    {
      /** Sanity's own form of id, from which the address of the file follows: `image-<hash>-<width>x<height>-<ext>`. */
      _id: z
        .string()
        .regex(/^image-[a-zA-Z0-9]+-\d+x\d+-[a-z0-9]+$/, 'Upload the picture again: its file is missing.'),
      width: z.int().positive(),
      height: z.int().positive(),
      /** Whether nothing shines through. */
      isOpaque: z.boolean().nullable(),
      /** The color that most of it has. */
      color: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .nullable()
        .catch(null),
    },
    'Upload the picture again: its file is missing.',
  ),
})

/**
 * A picture that may be missing. Staff who take a picture away leave its words behind, and the Studio keeps such a
 * remainder without a file: it counts as no picture.
 */
export const optionalImage = z.preprocess(withoutEmptyImage, image.nullable())

/** The same with words for those who do not see it, and none below it. */
export const optionalPlainImage = z.preprocess(
  withoutEmptyImage,
  image.extend({ caption: z.null() }).nullable(),
)

export function withoutEmptyImage(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'asset' in value && value.asset ? value : null
}

export type Image = z.infer<typeof image>

/** Whether a value is a picture. */
export function isImage(value: unknown): value is Image {
  return typeof value === 'object' && value !== null && 'asset' in value
}
