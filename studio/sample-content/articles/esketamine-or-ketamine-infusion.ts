import type { SampleDocument } from '../document.ts'
import { picture } from '../pictures.ts'
import { sources } from '../sources.ts'
import {
  bullets,
  callout,
  callToAction,
  em,
  heading,
  linkTo,
  paragraph,
  portableText,
  table,
} from '../text.ts'
import { article } from './article.ts'

export function esketamineOrKetamineInfusion(now: Temporal.Instant): SampleDocument {
  return {
    ...article(now, {
      slug: 'esketamine-or-ketamine-infusion',
      author: 'maren-holloway',
      reviewer: 'tobias-lindgren',
      publishedDaysAgo: 120,
      reviewedDaysAgo: 30,
      related: ['service-esketamine-nasal-spray', 'service-ketamine-infusions', 'article-how-ketamine-works'],
    }),
    title: 'Esketamine or a ketamine infusion?',
    summary:
      'Both are related, and both can act fast. They differ in approval, in how you get them, and in what you pay.',
    image: picture('two-paths'),
    topics: ['Ketamine', 'Esketamine', 'Depression'],
    body: portableText(
      paragraph(
        'Ketamine is a mix of two molecules that are mirror images of each other, like your left and your right hand. Esketamine is one of the two. People often ask us which one to choose. Here is how they differ.',
      ),
      heading('What they have in common'),
      ...bullets(
        'Both are for adults whose depression has not eased with at least two medicines.',
        'Both are given in the clinic, with someone who watches over you.',
        'Both can make you feel floating or cut off, raise your blood pressure and make you sleepy.',
        'After both, someone has to take you home, and you do not drive until the next day.',
        'Both can be misused. We ask about this before you start and as you go on.',
      ),
      heading('Where they differ'),
      table(
        'Esketamine and ketamine side by side',
        ['', 'Esketamine nasal spray', 'Ketamine infusion'],
        ['FDA status', 'Approved for treatment-resistant depression', 'Off-label for depression'],
        ['How it is given', 'You spray it into your nose', 'Into a vein, over about 40 minutes'],
        ['Rest at the clinic', 'At least two hours', 'An hour or so'],
        [
          'How often',
          'Twice a week for four weeks, then once a week, later less often',
          'Many clinics begin with six over two or three weeks',
        ],
        ['Insurance', 'Many plans pay, often after they have been asked first', 'Most plans do not pay'],
      ),
      paragraph(
        'Esketamine is given under a strict safety program, called REMS. The use of ketamine for depression is ',
        linkTo('article-what-off-label-means', 'off-label'),
        ': the FDA has not checked this use. During an infusion, the dose can be adjusted or stopped.',
      ),
      heading('What studies found'),
      paragraph(
        'In one trial with esketamine, all took a new antidepressant pill. Some also got esketamine, and the others a placebo spray. After four weeks, symptoms had dropped by four more points with esketamine, on a scale of 60.',
        sources.popova2019,
      ),
      paragraph(
        'In a small trial with ketamine infusions, 71 in 100 people had responded on the day after one infusion. A week later, it was 35 in 100.',
        sources.zarate2006,
        ' In a large one, 55 in 100 had responded after three weeks of infusions, next to 41 in 100 with electroconvulsive therapy (ECT).',
        sources.anand2023,
      ),
      callout(
        'warning',
        'Do not compare these numbers',
        paragraph(
          'None of these trials compared the two ',
          em('with each other'),
          '. They had other patients, other scales and other lengths. So they cannot tell you which one works better.',
        ),
      ),
      heading('How we help you choose'),
      paragraph(
        'If both are possible, we mostly suggest esketamine first, because this use is approved and its safety has been checked. An infusion may make more sense if you cannot use a nasal spray, or if your plan does not pay for it. We go through this with you in an ',
        linkTo('service-psychiatric-assessment', 'assessment'),
        '.',
      ),
      callToAction('Talk it over with us'),
    ),
  }
}
