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

export function talkingTherapy(): SampleDocument {
  return {
    _id: 'service-talking-therapy',
    _type: 'service',
    title: 'Talking therapy',
    slug: slug('talking-therapy'),
    summary:
      'Regular talks with one therapist, in person or by video, to understand what weighs on you and to change it.',
    isGroup: false,
    image: picture('talking-therapy'),
    regulatoryStatus: 'notApplicable',
    conditions: ['Depression', 'Anxiety', 'Trauma', 'Grief and loss', 'Stress at home or at work'],
    order: 20,
    body: portableText(
      paragraph(
        'In talking therapy you meet with one therapist, most often once a week. You talk about what troubles you, look at the habits that keep it going, and try out new ones. It works on its own or along with medicine or TMS.',
      ),
      heading('Kinds of therapy we offer'),
      ...bullets(
        'Cognitive behavioral therapy (CBT): you learn to spot thoughts that drag you down, and to test them.',
        'Behavioral activation: you plan small things that matter to you, and do them even when you do not feel like it.',
        'Interpersonal therapy: you work on the ties with the people around you.',
      ),
      heading('What the first talks are like'),
      paragraph(
        'In the first one or two talks, your therapist asks what brings you here, and what you would like to be different. Then you agree on goals and on how often to meet. Many people come for 12 to 20 sessions. You can stop or change therapists at any time.',
      ),
      callout(
        'care',
        'If it does not feel right',
        paragraph(
          'Tell your therapist, or tell our front desk. Trust in your therapist matters, and nobody here will be offended.',
        ),
      ),
      paragraph(
        'Would you rather not do this alone? Look at ',
        linkTo('service-group-therapy', 'group therapy'),
        '.',
      ),
      callToAction(),
    ),
    questions: questions(
      ['How long is a session?', paragraph('50 minutes. The first one takes a little longer.')],
      [
        'Can we meet by video?',
        paragraph(
          'Yes, as long as you are in Ohio during the session. That is where our therapists are licensed.',
        ),
      ],
      [
        'Is what I say private?',
        paragraph(
          'Yes, with a few exceptions set by law, such as when someone is in danger. Our ',
          linkTo('page-privacy-practices', 'notice of privacy practices'),
          ' explains them.',
        ),
      ],
    ),
  }
}
