import { clinicTimeZone } from './calendar.ts'
import { keyed, reference, type SampleDocument } from './document.ts'

/** The settings of a clinic that does not exist; the number is the one of the page that this site grew from. */
export function settings(): SampleDocument {
  return {
    _id: 'siteSettings',
    _type: 'siteSettings',
    clinicName: 'Stillwater Mental Health',
    description:
      'Care for depression and other mental health conditions in Ohio: assessment, therapy, groups, TMS and ketamine treatment.',
    callNumber: '+13307544844',
    textNumber: '+13307544844',
    callToAction: {
      heading: 'Talk with us',
      text: 'Ask a question, or set up an assessment. You do not need a referral.',
      callLabel: 'Call',
      textLabel: 'Text',
    },
    textingTerms:
      'Text us to ask a question or to set up a visit. When you text us, you agree that we may text you back about it. ' +
      'You never have to agree to texts to get care. How many texts we send depends on your question. ' +
      'Message and data rates may apply. Reply STOP to stop, or HELP for help. ' +
      'Texts are not private enough for health details, and nobody reads them around the clock: ' +
      'in an emergency call 911, or call or text 988.',
    address: {
      _type: 'postalAddress',
      street: '100 Example Avenue, Suite 200',
      locality: 'Samplefield',
      region: 'OH',
      postalCode: '44000',
      directions: 'Parking behind the building is free. The door beside the parking lot has no steps.',
    },
    openingHours: keyed(
      [
        {
          _type: 'openingHours',
          days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday'],
          opens: '09:00',
          closes: '18:00',
        },
        { _type: 'openingHours', days: ['Friday'], opens: '09:00', closes: '16:00' },
      ],
      'h',
    ),
    timeZone: clinicTimeZone,
    notices: keyed(
      [
        reference('page-privacy-practices'),
        reference('page-nondiscrimination'),
        reference('page-good-faith-estimate'),
        reference('page-accessibility'),
      ],
      'n',
    ),
    footerCredit: 'Powered by Paranoid Hosting™',
  }
}
