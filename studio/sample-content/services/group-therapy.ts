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

export function groupTherapy(): SampleDocument {
  return {
    _id: 'service-group-therapy',
    _type: 'service',
    title: 'Group Therapy',
    slug: slug('group-therapy'),
    summary:
      'A small group that meets once a week to talk, listen and practice new ways to cope, led by a therapist.',
    isGroup: true,
    image: picture('group-therapy'),
    regulatoryStatus: 'notApplicable',
    conditions: ['Depression', 'Anxiety', 'Grief and loss', 'Stress and loneliness'],
    order: 30,
    body: portableText(
      paragraph(
        'You are not the only one who feels this way. In a group, you meet people who face struggles like yours. You can share what works, hear what worked for others, and speak freely in a safe place.',
      ),
      heading('What you can get from a group'),
      ...bullets(
        'A safe place to share ideas and feelings.',
        'The chance to help others, and to be helped by them.',
        'Practice in talking with people, for those who find it hard.',
        'Company on the way: members ask how it went, and hold each other to the goals they set.',
      ),
      heading('How our groups work'),
      paragraph(
        'A group has six to eight members and meets once a week for eight weeks. Each meeting lasts 90 minutes and starts at 6 in the evening. The same people come each time, so you get to know each other. Dana Whitfield, a licensed therapist, leads every meeting.',
      ),
      paragraph(
        'Before you join, you meet with Dana for half an hour. You can ask anything, and you both decide whether this group is a good fit. If it is not, we help you find something that is.',
      ),
      heading('Does it help as much as one-on-one therapy?'),
      paragraph(
        'Often, yes. A review of 67 studies compared group therapy with one-on-one therapy. When the treatment, the patients and the number of sessions were the same, people did about as well in either one.',
        sources.burlingame2016,
        ' That is an average. Some people do better in one setting than in the other.',
      ),
      callout(
        'care',
        'What is said in the group stays in the group',
        paragraph(
          'Every member agrees to keep what others say private. The therapist must keep it private by law, with a few exceptions, such as when someone is in danger. We go over them before you start.',
        ),
      ),
      paragraph(
        'Not sure yet? Read ',
        linkTo('article-is-group-therapy-for-me', 'Is group therapy for me?'),
        ' or ask us.',
      ),
      callToAction('Save a place in the next group'),
    ),
    questions: questions(
      [
        'Do I have to talk about myself?',
        paragraph('No. You choose what you share and when. Many people mostly listen at first.'),
      ],
      [
        'What if I know someone in the group?',
        paragraph('Tell us before the first meeting. We can move you to a later group.'),
      ],
      [
        'Can I join after the group has started?',
        paragraph(
          'No. The group stays the same for all eight weeks, so that people can trust each other. You can join the next one.',
        ),
      ],
      [
        'Can I see my own therapist as well?',
        paragraph('Yes. Many people do both, and we can work with your therapist if you wish.'),
      ],
    ),
  }
}
