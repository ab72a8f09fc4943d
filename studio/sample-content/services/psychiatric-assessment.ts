import { type SampleDocument, slug } from '../document.ts'
import { picture } from '../pictures.ts'
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

export function psychiatricAssessment(): SampleDocument {
  return {
    _id: 'service-psychiatric-assessment',
    _type: 'service',
    title: 'Psychiatric assessment',
    slug: slug('psychiatric-assessment'),
    summary: 'A first visit of about an hour: we listen, ask, and then plan with you what to try first.',
    isGroup: false,
    image: picture('assessment'),
    regulatoryStatus: 'notApplicable',
    conditions: [
      'Depression',
      'Anxiety',
      'Bipolar disorder',
      'Obsessive-compulsive disorder (OCD)',
      'Trauma',
    ],
    order: 10,
    body: portableText(
      paragraph(
        'Every treatment here begins with an assessment. It takes about an hour, in person or by video. You do not need a referral, and you do not have to know what is wrong.',
      ),
      heading('What we ask about'),
      ...bullets(
        'How you feel, since when, and what makes it better or worse.',
        'What you have tried: therapy, medicines and doses, and what they did.',
        'Your health, your sleep, alcohol and drugs, and the health of your family.',
        'Whether you feel safe. We ask everyone about thoughts of suicide. You can answer openly.',
      ),
      heading('What you take away'),
      paragraph(
        'At the end we tell you what we think is going on, in plain words. You hear which treatments may help, how sure we are about each, what they cost, and what we would try first. You decide. You get the plan in writing.',
      ),
      callout(
        'care',
        'Take your time',
        paragraph(
          'You may bring someone you trust, take notes, or ask us to slow down. Our article on ',
          linkTo('article-preparing-for-a-first-visit', 'preparing for a first visit'),
          ' has a list of what to bring.',
        ),
      ),
      callToAction('Set up an assessment'),
    ),
    questions: questions(
      [
        'How soon can I come?',
        paragraph(
          'Most people get a first visit within two weeks. If that is too long, tell us, and we help you find someone sooner.',
        ),
      ],
      [
        'What does it cost?',
        paragraph(
          'That depends on your plan. If you pay yourself, you get a ',
          linkTo('page-good-faith-estimate', 'good-faith estimate'),
          ' before the visit.',
        ),
      ],
      ['Do you see children?', paragraph('We see people who are 18 or older.')],
    ),
  }
}
