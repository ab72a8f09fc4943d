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
} from '../text.ts'
import { article } from './article.ts'

export function isGroupTherapyForMe(now: Temporal.Instant): SampleDocument {
  return {
    ...article(now, {
      slug: 'is-group-therapy-for-me',
      author: 'dana-whitfield',
      reviewer: 'priya-venkatesan',
      publishedDaysAgo: 60,
      reviewedDaysAgo: 55,
      related: ['service-group-therapy', 'service-talking-therapy'],
    }),
    title: 'Is group therapy for me?',
    summary:
      'What happens in a therapy group, who tends to like it, and common worries before the first meeting.',
    image: picture('voices'),
    topics: ['Group therapy', 'Therapy'],
    body: portableText(
      paragraph(
        'Many people think of therapy as two chairs and a closed door. A group is different. You sit in a circle with a few others and a therapist. At first, that can feel scary. For many people, it becomes the hour of the week that they look forward to.',
      ),
      heading('What happens in a group'),
      paragraph(
        'We begin with a short round: how was your week? Then someone brings up a topic, such as sleep, anger, or saying no. People share what they know. The therapist makes sure that everyone gets a turn and that nobody gets hurt. At the end, each member names one small thing to try.',
      ),
      heading('Does it work?'),
      paragraph(
        'Researchers looked at 67 studies that tried both group and one-on-one therapy. Where both were done in the same way, with the same kind of patients and for the same time, people did about equally well. About as many dropped out of one as of the other.',
        sources.burlingame2016,
      ),
      heading('A group may suit you if you'),
      ...bullets(
        'feel alone with what you are going through',
        'would like to hear how others cope',
        'want to practice talking, listening, or asking for help',
        'like to have people who ask how it went.',
      ),
      heading('Something else may suit you better if you'),
      ...bullets(
        'are in a crisis right now and need help at once',
        'cannot come at the same time each week',
        'want to work on something that you are not ready to say to others.',
      ),
      paragraph(
        'In these cases, ',
        linkTo('service-talking-therapy', 'one-on-one therapy'),
        ' may be a better start. You can also do both.',
      ),
      heading('Common worries'),
      smallHeading('I am shy'),
      paragraph('So are most people in the room. You may listen for as long as you like.'),
      smallHeading('I do not want others to know'),
      paragraph(
        'Every member agrees that what is said in the group stays there. We use first names only. If you see someone you know, tell us, and we move you to another group.',
      ),
      smallHeading('The sorrows of others will pull me down'),
      paragraph(
        'This can happen for an hour. Tell the group: it is a good topic. Most people also feel relief, because they see that they are not the only one.',
      ),
      callout(
        'care',
        'Talk with the leader first',
        paragraph(
          'Before you join, you meet with the therapist for half an hour. There is no duty to go on after that.',
        ),
      ),
      paragraph(
        'See how our groups work on the page about ',
        linkTo('service-group-therapy', 'group therapy'),
        '.',
      ),
      callToAction('Ask about the next group'),
    ),
  }
}
