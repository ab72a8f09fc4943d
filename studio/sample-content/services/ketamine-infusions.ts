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

export function ketamineInfusions(): SampleDocument {
  return {
    _id: 'service-ketamine-infusions',
    _type: 'service',
    title: 'Ketamine infusions',
    slug: slug('ketamine-infusions'),
    summary:
      'A low dose of ketamine through a vein, in the clinic and closely watched, for depression that other treatments have not eased. Off-label.',
    isGroup: false,
    image: picture('ketamine'),
    regulatoryStatus: 'offLabel',
    regulatoryNote:
      'The FDA has approved ketamine to put people to sleep for surgery. It has not approved ketamine for depression or for any other mental health condition.',
    conditions: ['Treatment-resistant depression'],
    order: 60,
    body: portableText(
      paragraph(
        'Ketamine is a medicine that doctors have used for surgery for a long time. At a much lower dose, it can ease depression within hours or days. The relief often fades, so most people need more than one infusion.',
      ),
      heading('Who it may help'),
      paragraph(
        'We offer ketamine to adults with treatment-resistant depression. That means at least two medicines, at a good dose and for long enough, have not helped enough. A psychiatrist checks first whether it is safe for you.',
      ),
      callout(
        'warning',
        'Ketamine may not be safe for you',
        paragraph('Tell us if any of these is true for you:'),
        ...bullets(
          'high blood pressure that is not under control, or heart disease',
          'psychosis, now or in the past',
          'a problem with alcohol or drugs, now or in the past',
          'bladder or liver problems',
          'you are pregnant or may be, or you are breastfeeding',
        ),
      ),
      heading('What happens'),
      ...bullets(
        'You eat nothing for a few hours before. You bring someone who can take you home.',
        'The infusion takes about 40 minutes. A nurse stays near you and checks your heart rate, blood pressure and oxygen.',
        'You may feel as if you were floating or far away from your body. This is called dissociation. It goes away after the infusion.',
        'You rest until you are steady, for an hour or so. You do not drive until the next day.',
      ),
      heading('What studies found'),
      paragraph(
        'In a study of 18 people with treatment-resistant depression, ketamine eased symptoms within two hours, more than a placebo did. On the next day, 71 in 100 had responded. A week later, 35 in 100 still felt the effect.',
        sources.zarate2006,
      ),
      paragraph(
        'A trial with 403 adults compared ketamine with electroconvulsive therapy (ECT). After three weeks, 55 in 100 had responded to ketamine and 41 in 100 to ECT, so ketamine was not worse than ECT. None of them had psychosis, and all of them knew which treatment they got.',
        sources.anand2023,
      ),
      heading('What is not known'),
      paragraph(
        'There is little data on how well ketamine works, and how safe it is, over months and years. A group of experts asks clinics to weigh this with each patient.',
        sources.sanacora2017,
        ' Used often, ketamine can harm the bladder, and some people come to misuse it. We do not send ketamine home.',
      ),
      paragraph(
        'Read ',
        linkTo('article-how-ketamine-works', 'how ketamine works'),
        ', or compare it with ',
        linkTo('article-esketamine-or-ketamine-infusion', 'esketamine nasal spray'),
        ', which the FDA has approved.',
      ),
      callToAction('Ask whether ketamine suits you'),
    ),
    questions: questions(
      [
        'How many infusions will I need?',
        paragraph(
          'Many clinics begin with six over two or three weeks. After that we look at how you feel and decide with you whether to go on.',
        ),
      ],
      [
        'Will my insurance pay?',
        paragraph(
          'Most plans do not pay for it, because the use is off-label. You get a good-faith estimate in writing before you decide.',
        ),
      ],
      [
        'Can I take ketamine at home?',
        paragraph(
          'Not from us. Without someone to watch over you, ketamine can lead to harm, such as slow breathing, high blood pressure or a fall.',
        ),
      ],
    ),
  }
}
