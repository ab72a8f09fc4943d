import { LinkIcon } from '@sanity/icons/Link'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import { menuPages } from '#domain/routes.ts'
import { choices, choiceTitle } from '#studio/documents/choices.ts'
import { usualListInput } from '#studio/inputs/UsualListInput.tsx'
import { english } from '#words/english.ts'
import { linkTargets } from '../linkTargets.ts'
import { shortList, shortText } from '../rules.ts'

/** Staff know a page of the site by its title. */
const pageChoices = menuPages.map(value => ({ value, title: english.fixedPages[value].title }))

/** One entry of the main menu: a page of the site, or one that staff wrote. */
export const menuItem = defineType({
  name: 'menuItem',
  title: 'Entry of the menu',
  type: 'object',
  icon: LinkIcon,
  fields: [
    defineField({
      name: 'path',
      title: 'Page of the site',
      type: 'string',
      options: { list: choices(pageChoices) },
      hidden: ({ parent, value }) => !value && Boolean(parent?.page),
      validation: rule =>
        rule.custom((path, { parent }) => Boolean(path || Object(parent).page) || fieldRules.menuItem.target),
    }),
    defineField({
      name: 'page',
      title: 'Or a page that you wrote',
      description: 'While the page is not published, the menu leaves it out.',
      type: 'reference',
      weak: true,
      to: linkTargets,
      hidden: ({ parent, value }) => !value && Boolean(parent?.path),
    }),
    defineField({
      name: 'label',
      title: 'Words in the menu',
      description: 'Left empty, the title of the page. One or two words fit best.',
      type: 'string',
      validation: rule => [
        shortText(rule, 'label'),
        rule.max(24).warning('Long words in the menu push the others into a second line.'),
      ],
    }),
  ],
  preview: {
    select: { path: 'path', page: 'page.title', label: 'label' },
    prepare: ({ path, page, label }) => {
      const title = choiceTitle(pageChoices, path) || page
      return { title: label || title || 'No page yet', subtitle: label ? title : undefined }
    },
  },
})

export const menuField = defineField({
  name: 'menu',
  title: 'Main menu',
  description:
    'Left empty, the menu has every page of the site. To rename, leave out or reorder, begin with the usual ones, and change those. Contact and Search are always in the menu: left out here, they come last.',
  type: 'array',
  group: 'menu',
  of: [defineArrayMember({ type: 'menuItem' })],
  components: {
    input: usualListInput(
      menuPages.map(path => ({ _key: path.replaceAll('/', ''), _type: 'menuItem', path })),
    ),
  },
  validation: rule => shortList(rule, 'menu'),
})
