import type { SampleDocument } from '../document.ts'
import { picture } from '../pictures.ts'
import {
  bullets,
  callout,
  heading,
  linkOut,
  linkTo,
  paragraph,
  portableText,
  steps,
  strong,
} from '../text.ts'
import { article } from './article.ts'

export function gettingHelpNow(now: Temporal.Instant): SampleDocument {
  return {
    ...article(now, {
      slug: 'getting-help-now',
      author: 'priya-venkatesan',
      reviewer: 'maren-holloway',
      publishedDaysAgo: 300,
      reviewedDaysAgo: 20,
      related: ['service-psychiatric-assessment'],
    }),
    title: 'When you cannot wait: getting help now',
    summary:
      'Who to call or text at any hour, what happens when you do, and what helps until someone is there.',
    image: picture('lighthouse'),
    topics: ['Crisis', 'Safety'],
    body: portableText(
      callout(
        'urgent',
        'Get help now',
        ...bullets(
          [
            strong('Call or text 988'),
            ' to reach the Suicide & Crisis Lifeline. It is free and open day and night.',
          ],
          [strong('Call 911'), ' if a life is in danger, or if you have hurt yourself.'],
          ['Or go to the nearest emergency room.'],
        ),
      ),
      paragraph(
        'You do not have to be sure that it is bad enough. You may think about ending your life, or feel that you cannot stand the pain. You may be scared of what you might do. Each of these is reason enough.',
      ),
      heading('What happens when you call or text 988'),
      paragraph(
        'You hear a short recording, or get a short text. Then a trained counselor talks with you. You can tell as much or as little as you like. For Spanish, press 2 when you call. Veterans can press 1. You can also chat on the ',
        linkOut('https://988lifeline.org/', 'website of the 988 Lifeline'),
        '.',
      ),
      heading('What helps until someone is there'),
      ...steps(
        'Get to where other people are, or ask someone to stay with you.',
        'Put distance between you and anything that you could use to hurt yourself, such as guns or pills. Ask someone to lock them away.',
        'Do not drink or use drugs. They can make it worse.',
        'Tell one person the plain truth: “I am thinking about suicide. I need help.”',
        'Only think about the next ten minutes. The worst often passes.',
      ),
      heading('If you are worried about someone'),
      ...bullets(
        'Ask straight out: “Are you thinking about suicide?” Asking does not put the idea in their head.',
        'Listen. Do not argue, and do not promise to keep it secret.',
        'Stay with them, and call or text 988 together. If they may act on it now, call 911.',
      ),
      heading('When it is urgent, but not an emergency'),
      paragraph(
        'Call us when we are open. Say that it is urgent, and we find the earliest time we can. We cannot help in an emergency by text, and nobody reads our texts at night.',
      ),
      paragraph(
        'Did you start a new medicine, and do you feel worse or have new thoughts of suicide? Call your prescriber the same day. If you cannot reach anyone, call or text 988.',
      ),
      paragraph(
        'Once the worst has passed, an ',
        linkTo('service-psychiatric-assessment', 'assessment'),
        ' can help you find out what would keep it from coming back.',
      ),
    ),
  }
}
