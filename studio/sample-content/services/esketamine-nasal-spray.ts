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
  steps,
} from '../text.ts'

export function esketamineNasalSpray(): SampleDocument {
  return {
    _id: 'service-esketamine-nasal-spray',
    _type: 'service',
    title: 'Esketamine nasal spray',
    slug: slug('esketamine-nasal-spray'),
    summary:
      'A nasal spray, approved by the FDA for treatment-resistant depression, that you use in the clinic while we watch over you.',
    isGroup: false,
    image: picture('esketamine'),
    regulatoryStatus: 'fdaApproved',
    regulatoryNote:
      'It is approved for adults with treatment-resistant depression. Together with an antidepressant pill, it is also approved for adults with major depression who are in a crisis with thoughts of suicide. Because of its risks, only clinics certified under a safety program (REMS) may give it.',
    conditions: [
      'Treatment-resistant depression',
      'Major depression with thoughts of suicide, together with a pill',
    ],
    order: 50,
    body: portableText(
      paragraph(
        'Esketamine is one half of ketamine: the two are mirror images of each other, and the spray holds only one of them. You spray it into your nose yourself, here in the clinic. You never take it home.',
      ),
      heading('Who it may help'),
      paragraph(
        'It is for adults whose depression has not eased after at least two medicines. It may also be given, with a pill, to adults in a crisis with thoughts of suicide. It has not been shown to prevent suicide, and it does not take the place of a hospital stay when you need one.',
      ),
      callout(
        'urgent',
        'If you think about ending your life',
        paragraph(
          'Do not wait for a visit. Call or text 988 now, or call 911. Read ',
          linkTo('article-getting-help-now', 'how to get help now'),
          '.',
        ),
      ),
      heading('What happens'),
      ...steps(
        'We check your blood pressure before you start.',
        'You use the spray while a trained member of our team is with you.',
        'You rest here for at least two hours. We check your blood pressure again, and how awake you are.',
        'Someone takes you home. You do not drive or use machines until the next day, after a good sleep.',
      ),
      paragraph(
        'You come twice a week for the first four weeks, then once a week, and later less often. We look at how you feel as you go and decide with you whether to go on.',
      ),
      heading('What studies found'),
      paragraph(
        'In one trial, adults whose depression had not eased after at least two medicines started a new pill. Half of them also got esketamine, and half got a placebo spray. After four weeks, symptoms had dropped more with esketamine: by four points more on a scale of 60.',
        sources.popova2019,
      ),
      heading('Side effects'),
      paragraph(
        'In the same trial, the most common were feeling cut off from yourself (dissociation), nausea, a spinning feeling, a strange taste and dizziness. They mostly came soon after the dose and were gone within an hour and a half. Seven in 100 people stopped because of side effects.',
        sources.popova2019,
        ' Esketamine can also make you very sleepy, slow your breathing and raise your blood pressure. Like ketamine, it can be misused.',
      ),
      callToAction('Ask whether esketamine suits you'),
    ),
    questions: questions(
      [
        'What is REMS?',
        paragraph(
          'It stands for risk evaluation and mitigation strategy. It is a set of safety rules from the FDA: where the spray is given, who watches, and for how long. You sign up for the program before your first dose.',
        ),
      ],
      [
        'Is it the same as ketamine?',
        paragraph(
          'It is close. See ',
          linkTo('article-esketamine-or-ketamine-infusion', 'Esketamine or a ketamine infusion?'),
        ),
      ],
      [
        'Who should not use it?',
        paragraph(
          'People with a weak or bulging blood vessel (aneurysm), or who have had bleeding in the brain. Tell us about all your health conditions and medicines.',
        ),
        ...bullets('Tell us if you are pregnant or may be, or if you are breastfeeding.'),
      ],
    ),
  }
}
