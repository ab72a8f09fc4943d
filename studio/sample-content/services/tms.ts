import { type SampleDocument, slug } from '../document.ts'
import { picture } from '../pictures.ts'
import { sources } from '../sources.ts'
import {
  bullets,
  callout,
  callToAction,
  heading,
  linkTo,
  paragraph,
  portableText,
  questions,
} from '../text.ts'

export function tms(): SampleDocument {
  return {
    _id: 'service-tms',
    _type: 'service',
    title: 'TMS (transcranial magnetic stimulation)',
    slug: slug('tms'),
    summary:
      'Gentle magnetic pulses over the forehead, on weekdays for about six weeks, for depression that medicine has not eased.',
    isGroup: false,
    image: picture('tms'),
    regulatoryStatus: 'fdaCleared',
    regulatoryNote:
      'Devices have been cleared for major depression in adults, for obsessive-compulsive disorder, and to help people quit smoking. What a device is cleared for depends on the device. We offer TMS for depression.',
    conditions: ['Major depression that medicine has not eased enough'],
    order: 40,
    body: portableText(
      paragraph(
        'TMS sends short magnetic pulses to a part of the brain that helps to control mood. You are awake the whole time. There is no surgery, and you do not need to be put to sleep. You can drive yourself home.',
      ),
      heading('Who it may help'),
      paragraph(
        'TMS is for adults with major depression. Before it comes at least one medicine that did not help enough, or that had to be stopped for its side effects. An assessment shows whether it suits you.',
      ),
      callout(
        'warning',
        'Tell us about metal and seizures',
        paragraph('TMS may not be safe for you if you have:'),
        ...bullets(
          'metal in or near your head, such as a cochlear implant, clips or a stimulator (fillings are fine)',
          'a pacemaker or another implanted device',
          'epilepsy, or if you have ever had a seizure',
        ),
      ),
      heading('What happens'),
      paragraph(
        'Sessions are on weekdays for about six weeks. Each one takes 20 to 40 minutes. You sit in a chair, a coil rests on your head, and you hear clicks and feel taps. Our article ',
        linkTo('article-what-to-expect-in-tms', 'What to expect in TMS'),
        ' takes you through it step by step.',
      ),
      heading('What studies found'),
      paragraph(
        'A study had 301 adults whose depression had not been helped before. Over four to six weeks, those who got TMS improved more than those who got a fake treatment, on most of the scales used.',
        sources.oReardon2007,
        ' In another study, with 190 adults, 14 in 100 people were in remission after real TMS, and 5 in 100 after a fake one.',
        sources.george2010,
      ),
      paragraph(
        'In everyday care the numbers look better. At 42 clinics, clinicians rated 58 in 100 people as responding and 37 in 100 as in remission. But this study had no fake treatment to compare with.',
        sources.carpenter2012,
      ),
      heading('Side effects'),
      paragraph(
        'A sore scalp and headaches are the most common. They are mostly mild and tend to fade in the first weeks. In the study of 301 adults, fewer than 5 in 100 stopped because of side effects.',
        sources.oReardon2007,
        ' A seizure is rare, but possible. We check your risk first, and someone trained to help is always in the room.',
      ),
      callToAction('Ask whether TMS suits you'),
    ),
    questions: questions(
      [
        'Does it hurt?',
        paragraph(
          'It can feel like tapping, and some people find it unpleasant at first. We start low and adjust it to you. Please say when something hurts.',
        ),
      ],
      [
        'Is it the same as shock treatment?',
        paragraph(
          'No. Electroconvulsive therapy (ECT) causes a seizure while you are asleep. TMS does neither.',
        ),
      ],
      [
        'Will my insurance pay?',
        paragraph(
          'Many plans pay for TMS for depression, often after two or more medicines have failed. We ask your plan before you start and tell you in writing what you would owe.',
        ),
      ],
      [
        'Can I stay on my medicine?',
        paragraph(
          'Most people can. Tell us about everything you take, as some medicines raise the risk of a seizure.',
        ),
      ],
    ),
  }
}
