/** How the clinic is reached. */
export const contact = {
  call: 'Call',
  text: 'Text',
  fax: (number: string) => `Fax ${number}`,
  callNumber: (number: string) => `Call ${number}`,
  textNumber: (number: string) => `Text ${number}`,

  callOrText: 'Call or text us',
  emailIsNotPrivate: 'E-mail is not private and not for emergencies.',
  /** The link to the portal, where the clinic has given it no words. */
  portal: 'Patient portal',
  map: 'Open in a map',

  /** The page. */
  description: (clinic: string) => `Call or text ${clinic}, see the opening hours, and find the way to us.`,
  place: 'Where we are',
  /** Of a clinic with several places. */
  places: 'Where we are, and when we are open',
  otherWays: 'Other ways to reach us',
}

/** Beside every number to text. */
export const texting = {
  /** A warning in two sentences, the first of which stands out. */
  notForEmergencies: 'Texts are not for emergencies.',
  inACrisis: 'In a crisis, call or text 988.',
  about: 'About texting us',
  terms: 'Texting terms',
  /** The same, where a narrow screen leaves out the extra words. */
  shortTerms: [
    { text: 'Texting ', isExtra: true },
    { text: 'terms', isExtra: false },
  ],
}
