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

export function tmsWithKetamine(): SampleDocument {
  return {
    _id: 'service-tms-with-ketamine',
    _type: 'service',
    title: 'TMS with ketamine',
    slug: slug('tms-with-ketamine'),
    summary:
      'Two treatments used together for depression that has resisted others. It is not an approved combination, and the evidence is early.',
    isGroup: false,
    image: picture('tms-with-ketamine'),
    regulatoryStatus: 'investigational',
    regulatoryNote:
      'TMS devices are cleared for depression when they are used alone. Ketamine is not approved for depression. The two together are not an approved combination.',
    conditions: ['Treatment-resistant depression'],
    order: 70,
    body: portableText(
      paragraph(
        'TMS and ketamine each may ease depression that other treatments have not. Some clinics now use them together, and people across the country are talking about it. We want you to know what is known so far. It is not much.',
      ),
      heading('What is known'),
      paragraph(
        'One clinic looked back at 28 patients with treatment-resistant depression who had both treatments at the same time. The clinic reported that their depression was far less severe after treatment, and still so two years later.',
        sources.best2019,
      ),
      paragraph('This is a hopeful sign, but a weak one:'),
      ...bullets(
        'There were only 28 people, all from one clinic.',
        'Nobody got only TMS, only ketamine or a placebo. So it cannot show that the two together do better than one alone.',
        'The patients and their clinicians knew what they got. That alone can change how people feel and how they are rated.',
      ),
      callout(
        'warning',
        'Not an approved combination',
        paragraph(
          'No FDA approval or clearance covers the use of the two together. Your insurance is unlikely to pay. The risks of each treatment apply, and there may be others that nobody knows yet.',
        ),
      ),
      heading('When we would talk about it'),
      paragraph(
        'Only after a full assessment, and only when treatments with better evidence have not helped or are not possible. Those are ',
        linkTo('service-tms', 'TMS'),
        ' and ',
        linkTo('service-esketamine-nasal-spray', 'esketamine'),
        ' on their own, ',
        linkTo('service-talking-therapy', 'talking therapy'),
        ' and other medicines. You get everything in writing, and you can take it home and think about it.',
      ),
      callToAction('Ask a question, or set up an assessment'),
    ),
    questions: questions(
      [
        'Why do you offer it at all?',
        paragraph(
          'Some people have tried many treatments, and nothing has helped. They deserve an honest talk about what is left, in a place that can watch over them.',
        ),
      ],
      [
        'Should I wait for better studies?',
        paragraph(
          'That is a good choice, too. Ask us whether a research study near you is looking for people.',
        ),
      ],
    ),
  }
}
