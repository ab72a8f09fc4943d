import type { SampleDocument } from '../document.ts'
import { picture } from '../pictures.ts'
import { bullets, callout, callToAction, heading, linkTo, paragraph, portableText } from '../text.ts'
import { article } from './article.ts'

export function preparingForAFirstVisit(now: Temporal.Instant): SampleDocument {
  return {
    ...article(now, {
      slug: 'preparing-for-a-first-visit',
      author: 'dana-whitfield',
      reviewer: 'maren-holloway',
      publishedDaysAgo: 25,
      reviewedDaysAgo: 25,
      related: ['service-psychiatric-assessment', 'article-is-group-therapy-for-me'],
    }),
    title: 'Preparing for a first visit',
    summary:
      'A short list of what to bring, what we will ask, and what you may ask us. You can also come with nothing at all.',
    image: picture('open-door'),
    topics: ['First visit'],
    body: portableText(
      paragraph(
        'The first step through the door is often the hardest one. You do not have to prepare anything. If it calms you to have a plan, here is one.',
      ),
      heading('What to bring'),
      ...bullets(
        'A photo ID and your insurance card, if you have one.',
        'A list of your medicines, with doses. A photo of the labels will do.',
        'What you have tried before for your mood, and what it did.',
        'The names of your other doctors.',
        'Someone you trust, if you like.',
      ),
      heading('What we will ask'),
      paragraph(
        'We ask how you sleep, eat and feel, and since when. We ask about your health and your family, about alcohol and drugs, and about bad things that may have happened to you. We ask everyone whether they have thoughts of suicide. You can skip any question.',
      ),
      heading('What you may want to ask us'),
      ...bullets(
        'What do you think is going on?',
        'What could I try first, and why that?',
        'How sure are you that it helps? What are the risks?',
        'When should I feel a change, and what if I do not?',
        'What will it cost?',
      ),
      heading('On the day'),
      paragraph(
        'Come ten minutes early for a short form, or ask us to go through it with you. If you need an interpreter, large print or a room without steps, tell us when you call. It costs you nothing. See ',
        linkTo('page-nondiscrimination', 'language help and equal treatment'),
        '.',
      ),
      callout(
        'care',
        'If you have to cancel',
        paragraph(
          'That is fine. Call or text us when you can, and we find a new time. Nobody will scold you.',
        ),
      ),
      paragraph(
        'Read what happens in a ',
        linkTo('service-psychiatric-assessment', 'psychiatric assessment'),
        '.',
      ),
      callToAction('Set up your first visit'),
      callout(
        'urgent',
        'If things get worse before your visit',
        paragraph(
          'Call or text 988 at any time. ',
          linkTo('article-getting-help-now', 'How to get help now'),
          '.',
        ),
      ),
    ),
  }
}
