/** What patients must read before they text, and who sets up the site reads first. */
const textingTerms =
  'Text us to ask a question or to set up a visit. When you text us, you agree that we may text you back about it. You never have to agree to texts to get care. How many texts we send depends on your question. Message and data rates may apply. Reply STOP to stop, or HELP for help. Texts are not private enough for health details, and nobody reads them around the clock: in an emergency call 911, or call or text 988.'

/** The settings of a clinic that has none: with the words that are the same for most. */
export function firstSettings(_id: string) {
  return {
    _id,
    _type: 'siteSettings',
    callToAction: {
      heading: 'Talk with us',
      text: 'Ask a question, or set up a first visit.',
      callLabel: 'Call',
      textLabel: 'Text',
    },
    textingTerms,
  }
}

export function firstHomePage(_id: string) {
  return { _id, _type: 'homePage' }
}
