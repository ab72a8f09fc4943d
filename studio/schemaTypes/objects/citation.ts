import { BookIcon } from '@sanity/icons/Book'
import { defineField, defineType } from 'sanity'
import { readDoi } from '#domain/doi.ts'
import { fieldRules } from '#domain/field-rules.ts'
import { sourceYears } from '#domain/lengths.ts'
import { pasteAddress } from '#domain/link-address.ts'
import { describeFault } from '#domain/typed.ts'
import { doiPattern } from '#domain/vocabulary.ts'
import { DoiInput } from '#studio/inputs/typed-entry/inputs.tsx'
import { shortText, webAddress } from '../rules.ts'
import { textField } from '../text-field.ts'

/** A published source of a statement: enough for a reader to find it (PATIENTS.md, "cited evidence"). */
export const citation = defineType({
  name: 'citation',
  title: 'Source',
  type: 'object',
  icon: BookIcon,
  fields: [
    textField({
      name: 'authors',
      title: 'Authors',
      description: 'As the journal lists them; “et al.” is fine: Zarate et al.',
      rule: fieldRules.citation.authors,
    }),
    textField({ name: 'title', title: 'Title', rule: fieldRules.citation.title }),
    textField({ name: 'journal', title: 'Journal or publisher', rule: fieldRules.citation.journal }),
    defineField({
      name: 'year',
      title: 'Year',
      type: 'number',
      validation: rule =>
        rule
          .required()
          .integer()
          .min(sourceYears.first)
          .max(sourceYears.last)
          .error(fieldRules.citation.year),
    }),
    defineField({
      name: 'doi',
      title: 'DOI',
      description: 'As the journal gives it, or its link: https://doi.org/10.1001/archpsyc.63.8.856',
      type: 'string',
      components: { input: DoiInput },
      validation: rule => [
        rule.custom(doi => !doi || doiPattern.test(doi) || describeFault(doi, readDoi(doi))),
        shortText(rule, 'doi'),
      ],
    }),
    defineField({
      name: 'url',
      title: 'Address, if there is no DOI',
      type: 'url',
      validation: rule => [rule.uri({ scheme: ['https', 'http'] }).error(pasteAddress), webAddress(rule)],
    }),
  ],
  validation: rule =>
    rule.custom(source => {
      const { doi, url } = { doi: undefined, url: undefined, ...source }
      return !source || Boolean(doi || url) || fieldRules.citation.address
    }),
  preview: {
    select: { title: 'title', authors: 'authors', journal: 'journal', year: 'year' },
    prepare: ({ title, authors, journal, year }) => ({
      title: title || 'Source without a title',
      subtitle: [authors, journal, year].filter(Boolean).join(', '),
    }),
  },
})
