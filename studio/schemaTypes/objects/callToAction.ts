import { DesktopIcon } from '@sanity/icons/Desktop'
import { defineType } from 'sanity'
import { textField } from '../text-field.ts'

/** The call and text buttons, placed inside a text. The numbers always come from the settings. */
export const callToAction = defineType({
  name: 'callToAction',
  title: 'Call and text buttons',
  type: 'object',
  icon: DesktopIcon,
  fields: [
    textField({
      name: 'heading',
      title: 'Heading',
      description:
        'Leave empty for the heading from the settings. The numbers always come from the settings.',
      rule: 'heading',
    }),
  ],
  preview: {
    select: { heading: 'heading' },
    prepare: ({ heading }) => ({
      title: heading || 'Call and text buttons',
      subtitle: 'Numbers come from the settings',
    }),
  },
})
