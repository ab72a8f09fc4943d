import { daysAgo } from '../calendar.ts'
import { type SampleDocument, slug } from '../document.ts'
import { bullets, callout, callToAction, heading, linkOut, paragraph, portableText } from '../text.ts'

/** Notices that the footer links. Their wording is a sample: a clinic writes its own, with its lawyer. */
export function notices(now: Temporal.Instant): SampleDocument[] {
  const lastConfirmed = daysAgo(now, 40)
  return [privacyPractices(), nondiscrimination(), goodFaithEstimate(), accessibility()].map(notice => ({
    ...notice,
    _type: 'page',
    kind: 'notice',
    lastConfirmed,
  }))
}

function sampleWording(rule: string) {
  return callout(
    'warning',
    'Sample wording: replace it before you go live',
    paragraph(
      `This text shows where the notice goes. It is not legal advice, and it is not complete. Put the clinic’s own notice here. ${rule}`,
    ),
  )
}

function privacyPractices() {
  return {
    _id: 'page-privacy-practices',
    title: 'Notice of privacy practices',
    slug: slug('privacy-practices'),
    summary: 'How the clinic may use and share your health information, and what rights you have.',
    body: portableText(
      sampleWording('The rule is 45 CFR 164.520 (HIPAA).'),
      paragraph(
        'This notice describes how medical information about you may be used and disclosed and how you can get access to this information. Please review it carefully.',
      ),
      heading('Your rights'),
      ...bullets(
        'You can get a copy of your record, on paper or as a file.',
        'You can ask us to correct it.',
        'You can ask us to reach you in a certain way, for example only by mail.',
        'You can ask us to limit what we use or share.',
        'You can get a list of those with whom we have shared your information.',
        'You can get a copy of this notice at any time.',
        'You can choose someone to act for you.',
        'You can file a complaint. We will not treat you differently because of it.',
      ),
      heading('How we use and share your information'),
      ...bullets(
        'To treat you, for example when we talk with your other doctors.',
        'To run the clinic and to get paid by your plan.',
        'When the law says so, for example when someone is in danger or a court orders it.',
      ),
      paragraph(
        'For most other uses, we ask for your written permission first. That includes most sharing of therapy notes, marketing, and any sale of your information. You can take it back at any time.',
      ),
      heading('This website'),
      paragraph(
        'This website asks for no health information and has no trackers. When you call or text us, we keep what we need to answer you.',
      ),
      heading('Our duties'),
      paragraph(
        'We must keep your information private and safe, tell you if it has been breached, and follow this notice. If we change it, you find the new one here and in the clinic.',
      ),
      heading('Complaints'),
      paragraph(
        'Speak to our privacy officer, or turn to the ',
        linkOut(
          'https://www.hhs.gov/ocr/',
          'Office for Civil Rights of the U.S. Department of Health and Human Services',
        ),
        '.',
      ),
      callToAction('Reach our privacy officer'),
    ),
  }
}

function nondiscrimination() {
  return {
    _id: 'page-nondiscrimination',
    title: 'Nondiscrimination and language help',
    slug: slug('nondiscrimination'),
    summary: 'The clinic treats everyone equally, and offers interpreters and other help at no cost.',
    body: portableText(
      sampleWording('The rules are 45 CFR 92.10 and 92.11.'),
      paragraph(
        'Stillwater Mental Health complies with federal civil rights laws. We do not exclude people or treat them less favorably because of race, color, national origin, age, disability or sex.',
      ),
      heading('Help at no cost'),
      ...bullets(
        'Sign language interpreters, and information in large print, audio or electronic form.',
        'Interpreters and written information in other languages.',
        'Changes to how we do things, so that people with disabilities can take part.',
      ),
      paragraph('Tell us what you need when you call or text, or ask at the front desk.'),
      heading('In other languages'),
      ...bullets(
        'Español: Si habla español, tiene a su disposición servicios gratuitos de asistencia lingüística.',
        'A clinic adds the languages that are most spoken in its state.',
      ),
      heading('Complaints'),
      paragraph(
        'If you think that we have not done this, speak to our civil rights coordinator. You can also file a complaint with the ',
        linkOut('https://ocrportal.hhs.gov/', 'Office for Civil Rights'),
        '.',
      ),
      callToAction('Ask for language help'),
    ),
  }
}

function goodFaithEstimate() {
  return {
    _id: 'page-good-faith-estimate',
    title: 'Good-faith estimate',
    slug: slug('good-faith-estimate'),
    summary: 'If you do not use insurance, you have the right to know in writing what your care will cost.',
    body: portableText(
      sampleWording('The rule is 45 CFR 149.610 (No Surprises Act).'),
      paragraph(
        'If you have no insurance, or do not plan to use it, we must give you an estimate of what your care will cost. This is called a good-faith estimate.',
      ),
      heading('What you can expect'),
      ...bullets(
        'You get the estimate in writing before your visit: at least one business day before, if you book at least three business days ahead.',
        'You can also ask for one at any time, before you book.',
        'It lists what we expect to charge for the visit and for what goes with it.',
        'If a bill is at least $400 above the estimate, you can dispute it.',
      ),
      paragraph('Keep a copy or take a picture of your estimate.'),
      paragraph(
        'To learn more about your rights, see the ',
        linkOut('https://www.cms.gov/nosurprises', 'No Surprises pages of the U.S. government'),
        '.',
      ),
      callToAction('Ask for an estimate'),
    ),
  }
}

function accessibility() {
  return {
    _id: 'page-accessibility',
    title: 'Accessibility statement',
    slug: slug('accessibility'),
    summary:
      'How we make this website usable for everyone, and what to do when something does not work for you.',
    body: portableText(
      sampleWording('Say here what you have tested on your own website, and what does not work yet.'),
      paragraph(
        'We want everyone to be able to use this website, also on a hard day. It is built to meet the ',
        linkOut('https://www.w3.org/TR/WCAG22/', 'Web Content Accessibility Guidelines (WCAG) 2.2'),
        ', level AA. In our tests it does.',
      ),
      heading('What you can do here'),
      ...bullets(
        'Use the site with a keyboard alone. You always see where you are.',
        'Listen to it with a screen reader. Headings and parts of the page have names.',
        'Zoom in to 400 %, or set lines, letters and words wider apart. Nothing gets cut off.',
        'Read it in light or dark colors, or in your own, as your device is set.',
        'Turn off scripts. All that we say is still there.',
        'Print any page.',
      ),
      heading('How we test'),
      paragraph(
        'A program tries every kind of page before a new version of this website goes out. It checks:',
      ),
      ...bullets(
        'the rules of WCAG that a program can check, in light and dark, on phones and on wide screens;',
        'that all words stand out from what is behind them, and that none is cut off or covered;',
        'that the keyboard reaches everything, in a sensible order, and that the focus can be seen;',
        'that nothing on the page jumps while it loads.',
      ),
      paragraph(
        'A program cannot find everything. It cannot tell if a text is clear, or if a picture is described well. People must judge that.',
      ),
      heading('What we know does not work yet'),
      ...bullets(
        'People who use screen readers every day have not tested this website yet.',
        'Most pages are in English only. You can ask us for help in your language.',
        'Some of our sources are on other websites, which may be hard to use. Ask us, and we tell you what they say.',
      ),
      heading('If something does not work'),
      paragraph(
        'Call or text us, and tell us which page it was. We give you what you need in another way, and mend the page as soon as we can. You can also bring someone to call for you.',
      ),
      callToAction('Tell us'),
    ),
  }
}
