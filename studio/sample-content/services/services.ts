import type { SampleDocument } from '../document.ts'
import { esketamineNasalSpray } from './esketamine-nasal-spray.ts'
import { groupTherapy } from './group-therapy.ts'
import { ketamineInfusions } from './ketamine-infusions.ts'
import { psychiatricAssessment } from './psychiatric-assessment.ts'
import { talkingTherapy } from './talking-therapy.ts'
import { tms } from './tms.ts'
import { tmsWithKetamine } from './tms-with-ketamine.ts'

export function services(): SampleDocument[] {
  return [
    psychiatricAssessment(),
    talkingTherapy(),
    groupTherapy(),
    tms(),
    esketamineNasalSpray(),
    ketamineInfusions(),
    tmsWithKetamine(),
  ]
}
