import type { SampleDocument } from '../document.ts'
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
  smallHeading,
  steps,
  withBelow,
} from '../text.ts'
import { article } from './article.ts'

export function whatToExpectInTms(now: Temporal.Instant): SampleDocument {
  return {
    ...article(now, {
      slug: 'what-to-expect-in-tms',
      author: 'tobias-lindgren',
      reviewer: 'maren-holloway',
      publishedDaysAgo: 160,
      reviewedDaysAgo: 90,
      related: ['service-tms', 'service-psychiatric-assessment'],
    }),
    title: 'What to expect in TMS',
    summary:
      'From the first visit to the last session: what you will see, hear and feel, and when you may notice a change.',
    image: picture('six-weeks'),
    topics: ['TMS', 'Depression'],
    body: portableText(
      paragraph(
        'TMS is short for transcranial magnetic stimulation. A coil near your head sends magnetic pulses to a part of the brain that helps to control mood. You stay awake, and you can go back to your day right after. Here is how it goes.',
      ),
      heading('Before you start'),
      paragraph(
        'We ask about your health, your medicines, and any metal in or near your head. We also ask whether you have ever had a seizure. If TMS is safe for you, we ask your insurance plan what it pays. You hear what you would owe before you decide.',
      ),
      heading('The first session'),
      paragraph('The first session takes about an hour, because we need to find two things:'),
      ...steps(
        withBelow(
          'The right place.',
          bullets('We measure your head.', 'We mark the spot on a cap that is yours alone.'),
        ),
        withBelow(
          'The right strength.',
          bullets(
            withBelow(
              'We raise it bit by bit until your thumb twitches.',
              bullets('This tells us how strong the pulses need to be for you.'),
            ),
          ),
        ),
      ),
      heading('A normal session, step by step'),
      ...steps(
        'You take off glasses, earrings and hearing aids, and put in ear plugs.',
        'You sit back in a chair, and we rest the coil on your head.',
        'You hear quick clicks and feel taps for a few seconds. Then there is a pause. This repeats.',
        'After 20 to 40 minutes you are done. You can drive, work and eat as usual.',
      ),
      paragraph('You come every weekday for about six weeks. Most people come at the same time each day.'),
      heading('How it may feel'),
      paragraph(
        'Some people find the taps unpleasant at first. A sore scalp or a headache is common and tends to fade. In a study of 301 adults, fewer than 5 in 100 stopped TMS because of side effects.',
        sources.oReardon2007,
      ),
      callout(
        'warning',
        'Tell us right away',
        paragraph(
          'Speak up during a session if something hurts, if you feel faint, or if a hand or your face twitches. A seizure is rare, but possible. A trained person is always in the room.',
        ),
      ),
      heading('When you may feel a change'),
      paragraph(
        'It is different for everyone. Some people feel better after two or three weeks, some only near the end, and some not at all. You fill in a short form each week, so that we can see the change together.',
      ),
      smallHeading('What studies found'),
      paragraph(
        'Two large studies compared TMS with a fake treatment. In one, people who got TMS improved more over four to six weeks, on most of the scales used.',
        sources.oReardon2007,
        ' In the other, 14 in 100 people were in remission after TMS, and 5 in 100 after the fake one.',
        sources.george2010,
      ),
      paragraph(
        'A third study followed 307 people in everyday care. Clinicians rated 58 in 100 as responding and 37 in 100 as in remission. There was nothing to compare with, so some of them may have felt better anyway.',
        sources.carpenter2012,
      ),
      heading('After the last session'),
      paragraph(
        'We look at how you feel and plan what comes next. Depression can come back. If it does, tell us early. Some people have TMS again, and some do well with therapy, medicine or both.',
      ),
      paragraph('Read more about ', linkTo('service-tms', 'TMS at our clinic'), '.'),
      callToAction('Ask us about TMS'),
    ),
  }
}
