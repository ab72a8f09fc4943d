import type { ValidationContext } from 'sanity'
import { getDraftId, getPublishedId } from 'sanity'
import { z } from 'zod'
import { fieldRules } from '#domain/field-rules.ts'
import { englishName, isLanguage } from '#domain/languages.ts'
import { findOriginalFault } from '#domain/translations.ts'
import { apiVersion } from '../project.ts'

const named = z.object({ title: z.string().nullable() })
const found = z.object({
  original: named
    .extend({ _type: z.string(), language: z.string().nullable(), translationOf: z.string().nullable() })
    .nullable(),
  other: named.nullable(),
  translation: named.nullable(),
})

/** Why the document of a form cannot be the translation of the one with the id, by drafts and by what is published; else null. */
export async function translationFault(id: string, context: ValidationContext): Promise<string | null> {
  const document = context.document
  const language: unknown = document?.language
  if (!document || !isLanguage(language)) return null
  const own = versionsOf(document._id)
  if (own.includes(id)) return fieldRules.translation.itself
  const query = `{
    "original": *[_id in $originals] | order(_id desc)[0]{_type, title, language, "translationOf": translationOf._ref},
    "other": *[_type == $type && language == $language && translationOf._ref == $id && !(_id in $own)
      && !(_id in path("versions.**"))][0]{title},
    "translation": *[_type == $type && defined(language) && translationOf._ref in $own && !(_id in path("versions.**"))][0]{title}
  }`
  const params = { originals: versionsOf(id), id, own, type: document._type, language }
  const client = context.getClient({ apiVersion }).withConfig({ perspective: 'raw', useCdn: false })
  const { original, other, translation } = found.parse(await client.fetch(query, params))
  const fault = original && findOriginalFault({ _type: document._type, language }, original)
  if (fault) return fault
  if (translation)
    return `${nameOf(translation)} is a translation of this page. Let it be one of that original.`
  if (!other) return null
  return `${nameOf(other)} is its translation into ${englishName(language)} already. Choose another page.`
}

function nameOf({ title }: z.infer<typeof named>): string {
  return title ? `“${title}”` : 'A page without a title'
}

function versionsOf(id: string): string[] {
  return [getPublishedId(id), getDraftId(id)]
}
