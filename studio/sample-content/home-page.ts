import { keyed, reference, type SampleDocument } from './document.ts'
import { sources } from './sources.ts'

export function homePage(): SampleDocument {
  return {
    _id: 'homePage',
    _type: 'homePage',
    heading: 'When depression does not lift, there is more to try',
    introduction:
      'We help adults whose depression has not eased with a first treatment. ' +
      'We offer talking therapy, groups, TMS and ketamine treatment, and we tell you plainly what is known about each. ' +
      'Call or text us to set up an assessment.',
    highlights: keyed([rtmsFinding(), groupInvitation(), tmsWithKetamine()], 'h'),
  }
}

function rtmsFinding() {
  return {
    _type: 'highlight',
    heading: 'What a study found about rTMS and depression',
    text:
      'Repetitive transcranial magnetic stimulation (rTMS) treats depression with magnetic pulses. ' +
      'One study followed 307 people at 42 clinics. Their clinicians rated 58 in 100 as responding to it, ' +
      'and 37 in 100 as in remission, which means few or no symptoms were left. ' +
      'When people rated themselves, the numbers were lower: at most 56 and 29 in 100. ' +
      'The study had no comparison group, so it cannot show how much of this came from rTMS.',
    citation: sources.carpenter2012,
    link: reference('service-tms'),
    linkLabel: 'Read about TMS',
  }
}

function groupInvitation() {
  return {
    _type: 'highlight',
    heading: 'Are you interested in group therapy?',
    text:
      'A group is a safe place to share what is on your mind, and to help others who face struggles like yours. ' +
      'It is also a chance to practice being with people, and members hold each other to the goals they set.',
    link: reference('service-group-therapy'),
    linkLabel: 'Read about group therapy',
  }
}

function tmsWithKetamine() {
  return {
    _type: 'highlight',
    heading: 'TMS with ketamine for depression that resists treatment',
    text:
      'Across the country, clinics are taking an interest in TMS and ketamine infusions used together for ' +
      'treatment-resistant depression. The FDA has not approved this combination, and ketamine for depression is off-label. ' +
      'The evidence is early: one review looked back at 28 patients of a single clinic, with no comparison group. ' +
      'To learn more or to set up an assessment, call or text us.',
    citation: sources.best2019,
    link: reference('service-tms-with-ketamine'),
    linkLabel: 'Read about TMS with ketamine',
    showCallToAction: true,
  }
}
