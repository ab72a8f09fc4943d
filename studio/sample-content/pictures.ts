import { drawAssessment } from './drawings/assessment.ts'
import { drawBrainNetwork } from './drawings/brain-network.ts'
import { drawEsketamine } from './drawings/esketamine.ts'
import { drawGroupTherapy } from './drawings/group-therapy.ts'
import { drawKetamine } from './drawings/ketamine.ts'
import { drawLabels } from './drawings/labels.ts'
import { drawLighthouse } from './drawings/lighthouse.ts'
import { drawOpenDoor } from './drawings/open-door.ts'
import { drawSixWeeks } from './drawings/six-weeks.ts'
import { drawSynapse } from './drawings/synapse.ts'
import { drawTalkingTherapy } from './drawings/talking-therapy.ts'
import { drawTms } from './drawings/tms.ts'
import { drawTmsWithKetamine } from './drawings/tms-with-ketamine.ts'
import { drawTwoPaths } from './drawings/two-paths.ts'
import { drawVoices } from './drawings/voices.ts'

/** Every picture of the sample content: how it is drawn, and what it shows. */
export const pictures = {
  'group-therapy': {
    draw: drawGroupTherapy,
    alt: 'Drawing of eight empty chairs in a circle on a round rug, in a sunny room with plants.',
  },
  tms: {
    draw: drawTms,
    alt: 'Drawing of a coil shaped like a figure eight, with soft waves that reach toward a brain.',
  },
  ketamine: {
    draw: drawKetamine,
    alt: 'Drawing of two drops that fall into a still lake at sunrise, with rings on the water.',
  },
  esketamine: {
    draw: drawEsketamine,
    alt: 'Drawing of a small nasal spray device that gives off a fan of fine mist.',
  },
  'tms-with-ketamine': {
    draw: drawTmsWithKetamine,
    alt: 'Drawing of pale rings around a coil and warm rings around a drop, which overlap in the middle.',
  },
  'talking-therapy': {
    draw: drawTalkingTherapy,
    alt: 'Drawing of two armchairs that face each other across a small table, by a window at dusk.',
  },
  assessment: {
    draw: drawAssessment,
    alt: 'Drawing of an open notebook with a checklist, a pencil and a cup of tea on a wooden desk.',
  },
  synapse: {
    draw: drawSynapse,
    alt: 'Drawing of two nerve endings with a small gap between them, which tiny messengers cross.',
  },
  'brain-network': {
    draw: drawBrainNetwork,
    alt: 'Drawing of a brain with six lit places and the lines that join them, some of them faint.',
  },
  'six-weeks': {
    draw: drawSixWeeks,
    alt: 'Drawing of a calendar with six rows of five days, about two thirds of them checked off.',
  },
  voices: {
    draw: drawVoices,
    alt: 'Drawing of five speech bubbles in different colors that overlap.',
  },
  labels: {
    draw: drawLabels,
    alt: 'Drawing of a medicine bottle with a printed label, and a second label with a question mark.',
  },
  'two-paths': {
    draw: drawTwoPaths,
    alt: 'Drawing of a path through a meadow that splits in two, with sunny hills beyond.',
  },
  lighthouse: {
    draw: drawLighthouse,
    alt: 'Drawing of a lighthouse at night that shines a warm beam over quiet water.',
  },
  'open-door': {
    draw: drawOpenDoor,
    alt: 'Drawing of an open front door with warm light inside and a plant on either side.',
  },
} as const satisfies Record<string, { draw: () => string; alt: string }>

export type PictureName = keyof typeof pictures

/** Where `sanityImport` looks for pictures, from the folder that holds `data.ndjson`. */
export const pictureFolder = 'images'

/** The place of a picture within an export, from the folder that holds `data.ndjson`. */
export function pictureFile(name: PictureName): string {
  return `${pictureFolder}/${name}.jpg`
}

/**
 * A picture as the Studio's `imageWithAlt` holds it. Its asset is written as `sanity dataset import` wants it
 * (@sanity/import, assetRefs.ts): the importer uploads the file and puts a reference in its place.
 */
export function picture(name: PictureName, caption?: string) {
  return {
    _type: 'imageWithAlt' as const,
    _sanityAsset: `image@file://./${pictureFile(name)}`,
    alt: pictures[name].alt,
    ...(caption ? { caption } : {}),
  }
}
