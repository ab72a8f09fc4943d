import { type SampleDocument, slug } from '../document.ts'
import { bullets, callout, callToAction, heading, linkTo, paragraph, portableText } from '../text.ts'

export function about(): SampleDocument {
  return {
    _id: 'page-about',
    _type: 'page',
    title: 'About us',
    slug: slug('about'),
    kind: 'page',
    summary: 'Who we are, what we believe, and how we decide what to offer.',
    body: portableText(
      callout(
        'care',
        'A sample clinic',
        paragraph(
          'Stillwater Mental Health does not exist. Its people, address and services are made up to show what this website can do. Replace them with your own before you go live.',
        ),
      ),
      paragraph(
        'We are a small outpatient clinic for adults in Ohio. Most people who come to us have lived with depression for a long time and have tried more than one treatment.',
      ),
      heading('What we believe'),
      ...bullets(
        'You deserve the truth. We tell you what is known about a treatment, what is not, and who paid for it to be studied when we know.',
        'You decide. We give you time and put it in writing.',
        'Fast help is good. Safe help comes first.',
        'People heal better with other people. That is why we have groups.',
      ),
      heading('How we decide what to offer'),
      paragraph(
        'We start with treatments that have the best evidence and the least risk. We offer treatments that are ',
        linkTo('article-what-off-label-means', 'off-label'),
        ' only after an ',
        linkTo('service-psychiatric-assessment', 'assessment'),
        ', and we say so each time.',
      ),
      heading('How we write'),
      paragraph(
        'Each article names the person who wrote it and the clinician who checked it. It shows when it was last reviewed and where its facts come from. If you find a mistake, please tell us.',
      ),
      callToAction(),
    ),
  }
}
