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
  steps,
  strong,
} from '../text.ts'
import { article } from './article.ts'

export function whatOffLabelMeans(now: Temporal.Instant): SampleDocument {
  return {
    ...article(now, {
      slug: 'what-off-label-means',
      author: 'maren-holloway',
      reviewer: 'tobias-lindgren',
      publishedDaysAgo: 400,
      reviewedDaysAgo: 340,
      related: ['service-ketamine-infusions', 'service-tms-with-ketamine', 'article-how-ketamine-works'],
    }),
    title: 'What “off-label” means',
    summary:
      'Approved, cleared, off-label, not approved: four words on our pages, what they tell you, and what to ask.',
    image: picture('labels'),
    topics: ['Safety', 'Your rights'],
    body: portableText(
      paragraph(
        'On our pages, each treatment carries a short note about the FDA. That is the U.S. Food and Drug Administration. It checks medicines and devices before they may be sold. Here is what the words mean.',
      ),
      heading('Approved'),
      paragraph(
        'The maker of a medicine showed the FDA that it works and is safe enough for one use, and the FDA agreed. ',
        strong('Example: '),
        linkTo('service-esketamine-nasal-spray', 'esketamine nasal spray'),
        ' for depression that has resisted other treatments.',
      ),
      heading('Cleared'),
      paragraph(
        'This word is for devices. The FDA found that a device is at least as safe, and works as well, as one that is already on the market. ',
        strong('Example: '),
        'the machines we use for ',
        linkTo('service-tms', 'TMS'),
        ' in depression.',
      ),
      heading('Off-label'),
      paragraph(
        'The medicine is approved, but for some other use. Doctors may still use it when they think it is right for you. This is legal and common. It does not mean that a treatment is good or bad. It does mean that the FDA has not checked this use, so you should ask what is known. ',
        strong('Example: '),
        linkTo('service-ketamine-infusions', 'ketamine infusions'),
        ' for depression.',
      ),
      paragraph(
        'For ketamine, experts wrote down what is known and what is not. They found that it can help some people, and also that the studies were small and short.',
        sources.sanacora2017,
      ),
      heading('Not approved, or investigational'),
      paragraph(
        'The FDA has not approved this treatment for this use, and it is still being studied. ',
        strong('Example: '),
        linkTo('service-tms-with-ketamine', 'TMS with ketamine'),
        '. Each part is in use on its own, but the two together are not an approved combination.',
      ),
      heading('What to ask before you say yes'),
      ...steps(
        'Is this use approved, cleared or off-label?',
        'What did studies find, and how many people took part?',
        'What could go wrong, and who will be with me if it does?',
        'What else could I try that has better evidence?',
        'What will it cost, and will my plan pay?',
      ),
      callout(
        'care',
        'You can say no',
        paragraph('You can say no, ask for time, or stop later. It will not change how we treat you.'),
        ...bullets('Ask for the answers in writing.', 'Bring someone you trust.'),
      ),
      callToAction('Ask us anything'),
    ),
  }
}
