import type { SampleDocument } from '../document.ts'
import { picture } from '../pictures.ts'
import { sources } from '../sources.ts'
import {
  callout,
  callToAction,
  heading,
  illustration,
  linkTo,
  numberedHeading,
  paragraph,
  portableText,
  strong,
} from '../text.ts'
import { article } from './article.ts'

export function howKetamineWorks(now: Temporal.Instant): SampleDocument {
  return {
    ...article(now, {
      slug: 'how-ketamine-works',
      author: 'tobias-lindgren',
      reviewer: 'maren-holloway',
      publishedDaysAgo: 210,
      reviewedDaysAgo: 45,
      related: [
        'service-ketamine-infusions',
        'article-esketamine-or-ketamine-infusion',
        'article-what-off-label-means',
      ],
    }),
    title: 'How ketamine works',
    summary:
      'Ketamine can ease depression within hours or days. Here is what researchers think it does in the brain, and what they do not know yet.',
    image: picture('synapse'),
    topics: ['Ketamine', 'Depression', 'The brain'],
    body: portableText(
      ...opening(),
      ...receptors(),
      ...synapses(),
      ...rapidRelief(),
      ...defaultModeNetwork(),
      ...whatIsNotKnown(),
    ),
  }
}

function opening() {
  return [
    paragraph(
      'Ketamine puts people to sleep for surgery. It is also known as a street drug. In recent years, doctors have used a low dose of it for depression, and some have tried it for post-traumatic stress disorder (PTSD). Many people ask us: how does it work?',
    ),
    paragraph(
      'Nobody has the full answer. Researchers have four main ideas. They fit together, and they may all be part of the truth.',
    ),
    callout(
      'care',
      'What it is approved for',
      paragraph(
        'The FDA has approved ketamine for surgery, not for depression. Using it for depression is called ',
        linkTo('article-what-off-label-means', 'off-label'),
        '. A close relative, ',
        linkTo('service-esketamine-nasal-spray', 'esketamine nasal spray'),
        ', is approved for depression that has not eased with other treatments.',
      ),
    ),
  ]
}

function receptors() {
  return [
    numberedHeading('NMDA receptor modulation'),
    paragraph(
      'Brain cells talk to each other through chemical messengers. The most common one that says “go” is called ',
      strong('glutamate'),
      '. One of the places where it lands is the NMDA receptor, a kind of gate on the next cell. This gate matters when we learn, and when we store memories.',
    ),
    paragraph(
      'Ketamine sits in the gate and blocks it for a while. This starts a chain of changes in the cell. In a study with mice, blocking the gate while cells were at rest led to behavior like that after an antidepressant, and fast. It worked only when the cells could quickly make more of a protein called BDNF.',
      sources.autry2011,
    ),
  ]
}

function synapses() {
  return [
    numberedHeading('Synaptic connectivity and neuroplasticity'),
    paragraph(
      'BDNF is short for brain-derived neurotrophic factor. It helps brain cells to grow and stay healthy. It also helps them to build and change synapses, the tiny gaps where one cell passes a message to the next. The power of the brain to change in this way is called ',
      strong('neuroplasticity'),
      '.',
    ),
    paragraph(
      'In a study with rats, ketamine led to more synapses in the front part of the brain, and the new ones worked. When the researchers blocked the chain of signals behind this growth, there were no new synapses, and the effect on behavior was gone, too.',
      sources.li2010,
    ),
    paragraph(
      'These were animals, not people. It is likely, but not proven, that something like this helps people feel better.',
    ),
  ]
}

function rapidRelief() {
  return [
    numberedHeading('Rapid relief and the glutamate hypothesis'),
    paragraph(
      'Most antidepressants take weeks to work. Ketamine can work much faster. In the first small trial, seven people with depression got ketamine on one day and salt water on another. Within 72 hours, they felt better after ketamine, but not after salt water.',
      sources.berman2000,
    ),
    paragraph(
      'A later trial had 18 people whose depression had resisted other treatments. Ketamine eased their symptoms within two hours. The next day, 71 in 100 had responded. After a week, it was 35 in 100.',
      sources.zarate2006,
      ' So the relief came fast, but for most people it did not last.',
    ),
    paragraph(
      'Older antidepressants act on other messengers, such as serotonin. The speed of ketamine led to a new idea, the ',
      strong('glutamate hypothesis'),
      ': some depression may have to do with how the brain handles glutamate. A hypothesis is an idea that is still being tested.',
    ),
    paragraph(
      'How does ketamine compare with other strong treatments? In a trial with 403 adults, 55 in 100 had responded to ketamine after three weeks, and 41 in 100 to electroconvulsive therapy (ECT). Everyone knew which one they got, and people with psychosis could not take part.',
      sources.anand2023,
    ),
  ]
}

function defaultModeNetwork() {
  return [
    numberedHeading('Involvement of the default mode network'),
    paragraph(
      'When your mind wanders, certain parts of your brain become active together. They are called the ',
      strong('default mode network'),
      '. It is busy when we think about ourselves. In depression, such thoughts can go around in circles. This is called rumination.',
    ),
    illustration(
      'brain-network',
      'A network is a set of places in the brain that are active together. The picture shows the idea, not real places.',
    ),
    paragraph(
      'In one study, 17 healthy people had a brain scan a day after they got ketamine. Some of the ties within this network, and between it and parts nearby, were weaker than before.',
      sources.scheidegger2012,
      ' Ketamine may give the brain a break from going in circles. But these people did not have depression, so the study cannot tell us whether this is why patients feel better.',
    ),
  ]
}

function whatIsNotKnown() {
  return [
    heading('What we do not know yet'),
    paragraph(
      'We do not know for sure which of these ideas matters most, how long the relief can last, or how safe ketamine is over years. A group of experts looked at the research and asked doctors to weigh these limits and the risks before they offer it.',
      sources.sanacora2017,
    ),
    callout(
      'warning',
      'Please do not try ketamine on your own',
      paragraph(
        'Ketamine can raise your blood pressure, slow your breathing and make you feel cut off from the world. Used often, it can harm the bladder, and some people come to misuse it. It needs a trained team that checks your health first and watches over you.',
      ),
    ),
    paragraph(
      'Would you like to know whether it may suit you? Read about ',
      linkTo('service-ketamine-infusions', 'ketamine infusions at our clinic'),
      ', or talk with us.',
    ),
    callToAction('Ask us about ketamine'),
    callout(
      'urgent',
      'If you cannot wait',
      paragraph(
        'Call or text 988 at any time. In an emergency, call 911. Here is ',
        linkTo('article-getting-help-now', 'how to get help now'),
        '.',
      ),
    ),
  ]
}
