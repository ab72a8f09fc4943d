/**
 * What does not come across from HTML as it was, with what staff do about it. `isGone`: it is nowhere in the text
 * any more; else its words are there, and what went is their look or behaviour.
 */
export const lossKinds = {
  circle: {
    isGone: false,
    reason: 'A link that closes a circle of pages: each would wait for the other to be published.',
    todo: 'It leads to the old address, which sends visitors on. Once both pages are published, link to the page itself.',
  },
  deepHeading: {
    isGone: false,
    reason: 'A heading below “Smaller heading”, which is the smallest there is.',
    todo: 'It became a smaller heading. Check that the order of headings still makes sense.',
  },
  deepList: {
    isGone: false,
    reason: 'A list inside lists, deeper than the site shows.',
    todo: 'Its items moved up to the deepest level. Read whether they still make sense there.',
  },
  embed: {
    isGone: true,
    reason:
      'Something of another website (a video, a map, a frame) or a player. Pages ask nothing of other hosts.',
    todo: 'Link to it, if patients need it.',
  },
  fold: {
    isGone: false,
    reason: 'Text that unfolds when pressed.',
    todo: 'It is open now, its heading in bold. On a service, “Questions and answers” unfold.',
  },
  form: {
    isGone: true,
    reason: 'A form or one of its fields. The site takes no data from patients.',
    todo: 'Insert “Call and text buttons” where patients should get in touch.',
  },
  hidden: {
    isGone: true,
    reason: 'Text that the old page did not show.',
    todo: 'Nothing, unless patients should read it.',
  },
  layout: {
    isGone: false,
    reason: 'A table that laid things out beside each other.',
    todo: 'They are below each other now. Check that the order makes sense.',
  },
  linkTarget: {
    isGone: false,
    reason: 'A link that leads nowhere on the web, or to a place within a page.',
    todo: 'Its words stay. Link them again, or reword “see below”.',
  },
  listNumber: {
    isGone: false,
    reason: 'A numbered list that did not count 1, 2, 3.',
    todo: 'It counts from 1 now. Check whether the text refers to its numbers.',
  },
  look: {
    isGone: false,
    reason: 'Colour, size, alignment, underlining or the like.',
    todo: 'Nothing, unless it meant something: then use bold or a callout.',
  },
  mathsOrDrawing: {
    isGone: true,
    reason: 'A drawing or a formula in the code of the page.',
    todo: 'Save it as a picture, and add it with “Picture”.',
  },
  phone: {
    isGone: false,
    reason: 'A phone number typed into the text. It stays when the clinic’s number changes.',
    todo: 'Take it out, and insert “Call and text buttons”, which always have the number of the settings.',
  },
  picture: {
    isGone: true,
    reason: 'A picture whose file is not here.',
    todo: 'Upload it where its place is marked.',
  },
  preformatted: {
    isGone: false,
    reason: 'Text whose spaces and lines were kept as typed (code, a poem).',
    todo: 'Its lines are kept, its columns are not. Read it once.',
  },
  program: { isGone: true, reason: 'A program (script) in the page.', todo: 'Nothing: the site runs none.' },
  quote: {
    isGone: false,
    reason: 'A quotation set apart.',
    todo: 'It is a plain paragraph now. Put it in quotation marks, or into a callout.',
  },
  rule: { isGone: true, reason: 'A dividing line.', todo: 'A heading divides better.' },
  struck: {
    isGone: false,
    reason: 'Words that were struck out.',
    todo: 'They are in the text as if they were final. Delete them if they are not.',
  },
  table: {
    isGone: false,
    reason: 'A table that could not stay one.',
    todo: 'Each row became an item of a list. Read it once, and make a table again if it compares things.',
  },
  tableCaption: {
    isGone: false,
    reason: 'A table without a line that says what it shows.',
    todo: 'Write it into “What the table shows”.',
  },
  tableCell: {
    isGone: false,
    reason: 'Cells of a table that spanned others, or held bold words, links or lists.',
    todo: 'The words are in the cells. Read the table once.',
  },
  title: {
    isGone: false,
    reason: 'An explanation that appeared when the mouse rested on a word.',
    todo: 'Phones never show it. Write it into the text if it helps.',
  },
  unknown: {
    isGone: false,
    reason: 'An element that is no part of HTML.',
    todo: 'Its words stay. Check whether it did something.',
  },
} as const satisfies Record<string, { isGone: boolean; reason: string; todo: string }>

export type LossKind = keyof typeof lossKinds

/** One thing that did not come across; `words` is what it said, showed or led to. */
export interface Loss {
  kind: LossKind
  words: string
}
