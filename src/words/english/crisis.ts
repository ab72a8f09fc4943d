/** Help for those who cannot wait. */
export const crisis = {
  call988: 'Call 988',
  text988: 'Text 988',
  call911: 'Call 911',

  /** On every page. */
  heading: 'If you can’t wait',
  help: 'If you are thinking about suicide, or you need to talk to someone now, call or text 988: the 988 Suicide & Crisis Lifeline. It is free, confidential, and open day and night. If someone is in danger, call 911.',

  /** Above the results of a search that speaks of a crisis. */
  search: {
    heading: 'You don’t have to go through this alone',
    help: 'Someone can talk with you right now. Calling or texting 988 is free and confidential, day and night. You can also reach out when you worry about someone else.',
    danger: 'If you are hurt, have taken too much of something, or someone is in danger, call 911.',
    /** For those who speak another language that the line answers in. */
    otherLanguage: { lang: 'es', text: 'En español: llame al 988 y oprima 2, o envíe AYUDA al 988.' },
  },
}
