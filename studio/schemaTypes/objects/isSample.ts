import { defineField } from 'sanity'

/** Set in the sample's settings alone: until it is gone, the site shows a clinic that does not exist. */
export const isSample = defineField({
  name: 'isSample',
  title: 'These are the settings of the sample',
  type: 'boolean',
  group: 'clinic',
  hidden: true,
  readOnly: true,
})
