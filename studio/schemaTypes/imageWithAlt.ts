import { defineField, defineType } from 'sanity'

/** A picture with the words for those who do not see it. */
export const imageWithAlt = defineType({
  name: 'imageWithAlt',
  title: 'Picture',
  type: 'image',
  options: { hotspot: true },
  fields: [
    defineField({
      name: 'alt',
      title: 'What the picture shows',
      description: 'Read aloud to those who do not see it. One plain sentence.',
      type: 'string',
      validation: rule =>
        rule.custom((alt, context) => {
          const parent = context.parent
          const hasImage = typeof parent === 'object' && parent !== null && 'asset' in parent
          return !hasImage || Boolean(alt?.trim()) || 'Say in one sentence what the picture shows.'
        }),
    }),
    defineField({ name: 'caption', title: 'Caption', type: 'string' }),
  ],
})
