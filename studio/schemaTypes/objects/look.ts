import { defineField, defineType } from 'sanity'
import { fieldRules } from '#domain/field-rules.ts'
import {
  arrangements,
  corners,
  drawings,
  fonts,
  headers,
  hexPattern,
  isAboutSquare,
  logoPlaces,
} from '#domain/look/choices.ts'
import { shareSize } from '#domain/share-size.ts'
import { choices } from '#studio/documents/choices.ts'
import { keptSize } from '#studio/inputs/pictures/kept-size.ts'
import { acceptedPictures } from '#studio/inputs/pictures/picture-kind.ts'
import { ArrangementInput } from '#studio/look/ArrangementInput.tsx'
import { ColorInput } from '#studio/look/ColorInput.tsx'
import { IconInput } from '#studio/look/IconInput.tsx'
import { LookInput } from '#studio/look/LookInput.tsx'
import { ShareImageInput } from '#studio/look/ShareImageInput.tsx'
import { photoField } from '../photo-field.ts'
import { pictureFault } from './imageWithAlt.ts'

const logoOptions = { accept: acceptedPictures, hotspot: true }

/** How the site looks: what is left empty is as the site has it by itself. */
export const look = defineType({
  name: 'look',
  title: 'Look',
  type: 'object',
  components: { input: LookInput },
  options: { collapsible: false },
  fieldsets: [
    {
      name: 'logos',
      title: 'Logo',
      description:
        'A drawing (SVG) or a picture with nothing around it. Without one, the site shows a small drawing. A drawing is shown whole: cropping changes pictures alone.',
      options: { collapsible: true, collapsed: true },
    },
    {
      name: 'more',
      title: 'Arrangement, letters and drawing',
      description: 'A few choices that go well together, whatever you choose.',
      options: { collapsible: true, collapsed: true },
    },
    {
      name: 'sharing',
      title: 'Picture for shared links',
      description:
        'Shown when somebody shares a link to your site. Articles and services keep their own, with their title. Without one, it is the photo of your home page, or a drawing with your name.',
      options: { collapsible: true, collapsed: true },
    },
  ],
  fields: [
    colorField(
      'color',
      'Your color',
      'Buttons, links and everything around them follow from it. Where it would be hard to read, the site makes it darker or lighter. Left empty: a dark teal.',
    ),
    colorField(
      'accent',
      'Second color',
      'For announcements, in a light tone of it, and small accents. Left empty: a warm yellow.',
    ),
    logoField('logo', 'Logo'),
    logoField('logoDark', 'Logo on a dark ground', 'Left empty, your logo is shown on white there.'),
    choiceField('logoPlace', 'Where the logo is', logoPlaces, 'logos'),
    defineField({
      name: 'icon',
      title: 'Icon',
      description: 'A square picture for tabs and home screens. Left empty: the logo, if it is about square.',
      type: 'image',
      fieldset: 'logos',
      options: logoOptions,
      components: { input: IconInput },
      validation: rule => [rule.custom(pictureFault), rule.custom(squareAdvice).warning()],
    }),
    defineField({
      name: 'arrangement',
      title: 'Arrangement of the pages',
      description: `Below, you see the top of the home page in it; whole pages, you see in the preview of a page. ${usual(arrangements)}`,
      type: 'string',
      fieldset: 'more',
      components: { input: ArrangementInput },
      options: { list: choices(arrangements), layout: 'radio' },
    }),
    choiceField('font', 'Letters', fonts, 'more'),
    choiceField('corners', 'Corners', corners, 'more'),
    choiceField('header', 'Top of the page', headers, 'more'),
    {
      ...choiceField('drawing', 'Drawing on the home page and in shared links', drawings, 'more'),
      description: `A photo of the home page takes its place there. ${usual(drawings)}`,
    },
    photoField({
      name: 'shareImage',
      title: 'Picture',
      description: 'A photo.',
      fieldset: 'sharing',
      input: ShareImageInput,
      least: shareSize,
    }),
  ],
})

function colorField(name: string, title: string, description: string) {
  return defineField({
    name,
    title,
    description,
    type: 'string',
    components: { input: ColorInput },
    validation: rule => rule.custom(color => !color || hexPattern.test(color) || fieldRules.look.color),
  })
}

function logoField(name: string, title: string, description?: string) {
  return defineField({
    name,
    title,
    description,
    type: 'image',
    fieldset: 'logos',
    options: logoOptions,
    validation: rule => rule.custom(pictureFault),
  })
}

function choiceField(
  name: string,
  title: string,
  list: readonly { value: string; title: string }[],
  fieldset: string,
) {
  return defineField({
    name,
    title,
    description: usual(list),
    type: 'string',
    fieldset,
    options: { list: choices(list), layout: 'radio' },
  })
}

/** Words for staff who chose a picture that is far from square; true for any other. */
function squareAdvice(picture: object | undefined): true | string {
  const size = keptSize(picture)
  return (
    !size ||
    isAboutSquare(size) ||
    'This picture is far from square: as an icon, it is small, between two white bands. Crop it to a square, or choose another one.'
  )
}

/** What a site has where nothing is chosen: the first of the choices, without what explains it. */
function usual([first]: readonly { title: string }[]): string {
  return `Left empty: “${first?.title.replace(/:.*/, '')}”.`
}
