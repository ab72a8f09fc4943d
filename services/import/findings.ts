import { lossKinds } from '#studio/pasting/losses.ts'

/** What an import changes or leaves out, besides losses of HTML, each with what staff do about it. */
const ownKinds = {
  address: {
    reason:
      'An old address that no page of this site can have: it holds other characters than small letters, digits and hyphens, or belongs to another page.',
    todo: 'If visitors still use it, have the proxy before the site redirect it.',
  },
  addressTaken: {
    reason: 'Another document of this site has the address already.',
    todo: 'Choose another “Address of the page” before you publish it.',
  },
  alt: {
    reason: 'A picture without a description of what it shows.',
    todo: 'Fill in “What the picture shows”: those who do not see it have it read aloud.',
  },
  archive: {
    reason: 'The address of a list (of a category, a tag, an author, a month) on the old website.',
    todo: 'Nothing, unless visitors use it: this site makes lists of its own.',
  },
  attachmentPage: {
    reason: 'The page that WordPress made for a picture alone.',
    todo: 'Nothing. The picture itself is with the texts that show it.',
  },
  author: {
    reason: 'The author is known by name only; an export says no more.',
    todo: 'Complete and publish the person under “Team”, or choose another author.',
  },
  categoryText: {
    reason: 'A description of a category or a tag.',
    todo: 'Topics have no text of their own here. Write an article or a page if patients need it.',
  },
  characters: {
    reason: 'Invisible control characters, which no XML may hold.',
    todo: 'Nothing: they showed nowhere.',
  },
  comments: {
    reason: 'Comments of visitors. The site shows none.',
    todo: 'Keep the export if they matter.',
  },
  cut: {
    reason: 'A field of the export that is longer than any field should be.',
    todo: 'Its beginning was imported. Look at the old page for the rest.',
  },
  customField: {
    reason: 'A field that a plugin or a theme added.',
    todo: 'Write into the text what patients should read of it.',
  },
  customType: {
    reason: 'A kind of content that a plugin or a theme added, or a part of the old theme.',
    todo: 'Make a service, a page or an article of it, if patients need it.',
  },
  date: { reason: 'No date.', todo: 'Fill in “Published at”.' },
  double: {
    reason: 'The export has another text with the same number, which was imported.',
    todo: 'If exports were joined by hand, import each by itself.',
  },
  dynamicBlock: {
    reason: 'A block that WordPress filled in when the page was shown (a list of posts, a menu, a form).',
    todo: 'See on the old page what stood there, and write it into the text if patients need it.',
  },
  empty: { reason: 'No text.', todo: 'Write one, or delete the document.' },
  featuredImage: {
    reason:
      'The picture for lists and the head of the page is missing: it is not in the export, or there is no file of it here.',
    todo: 'Upload it in “Picture”. With --images FOLDER or --fetch-images, the import finds files.',
  },
  file: {
    reason: 'A link to a file on the old website (a PDF, a picture).',
    todo: 'It goes when the old website goes. Write what it says as a page, which phones show better.',
  },
  hash: {
    reason: 'A link to a place within a page.',
    todo: 'It leads to the head of that page now.',
  },
  linkNotInExport: {
    reason: 'A link to a page of the old website that is not in the export.',
    todo: 'Choose a page of this site for it, or take it away: it breaks when the old website goes.',
  },
  mediaOnly: {
    reason: 'A picture or a file that no imported text shows.',
    todo: 'Upload it where it is needed.',
  },
  menu: {
    reason: 'An entry of a menu. This site makes its menus from its pages.',
    todo: 'Nothing.',
  },
  more: {
    reason: 'More of the same than fits into a report.',
    todo: 'Compare the whole page with the old one.',
  },
  notice: {
    reason: 'Perhaps a notice that the law asks for (privacy, accessibility, nondiscrimination, estimates).',
    todo: 'Choose “Notice” as its kind, fill in “Last confirmed”, and list it in the settings.',
  },
  pageBuilder: {
    reason: 'Made with a page builder, which keeps part of a page outside its text.',
    todo: 'Compare with the old page.',
  },
  pageBreak: { reason: 'A text on several pages.', todo: 'It is one page now.' },
  pageTerms: {
    reason: 'Categories or tags of a page. Only articles have topics.',
    todo: 'Nothing.',
  },
  password: {
    reason: 'Only those who knew a password could read it.',
    todo: 'Read whether patients may see it before you publish it.',
  },
  pictureFile: {
    reason: 'There is no file of this picture here.',
    todo: 'Upload it in its place. With --images FOLDER (a copy of wp-content/uploads) or --fetch-images, the import finds files.',
  },
  pictureText: {
    reason: 'A caption or a description of a picture in the media library.',
    todo: 'Nothing where the texts say it too. Else write it into “Caption”.',
  },
  pluginBlock: {
    reason: 'A block of a plugin. What it said is in the text; what it did is not.',
    todo: 'Compare with the old page.',
  },
  postFormat: {
    reason: 'A format of the theme (aside, gallery, quote, video).',
    todo: 'Nothing: the site shows all articles alike.',
  },
  searchTitle: {
    reason: 'A title or a setting for search engines alone.',
    todo: 'Put it into “Title” or “Summary” if it says it better.',
  },
  shortcode: {
    reason: 'A shortcode, in whose place a plugin put something.',
    todo: 'See on the old page what stood there, and write it into the text if patients need it.',
  },
  slug: {
    reason: 'The last part of the address had to change.',
    todo: 'Look whether you like the new “Address of the page”.',
  },
  status: {
    reason: 'It was not public: a draft, private, or waiting for review.',
    todo: 'It stays a draft until somebody publishes it.',
  },
  sticky: { reason: 'It stood before all others.', todo: 'Put it among the highlights of the home page.' },
  summary: {
    reason: 'No excerpt: the summary is made from the beginning of the text.',
    todo: 'Read “Summary”, and rewrite it if it does not say what the text answers.',
  },
  noSummary: {
    reason: 'No excerpt, and no text to make a summary of.',
    todo: 'Fill in “Summary”.',
  },
  template: { reason: 'A page layout of the old theme.', todo: 'Compare with the old page.' },
  titleMarks: { reason: 'Marks inside the title, such as italics.', todo: 'Titles are plain text.' },
  noTitle: { reason: 'No title.', todo: 'Fill in “Title”.' },
  tooComplex: {
    reason: 'The text is made of more elements, or deeper in each other, than the import reads.',
    todo: 'Copy it from the old page, and paste it into “Text”.',
  },
  tooLong: {
    reason: 'The text is longer than a document may be.',
    todo: 'Copy it from the old page, and make several articles of it.',
  },
  trash: { reason: 'In the bin of the old website.', todo: 'Nothing, unless it was thrown away by mistake.' },
  uncategorized: {
    reason: 'The category that WordPress gives to what has none.',
    todo: 'Give the article topics.',
  },
} as const satisfies Record<string, { reason: string; todo: string }>

/** All kinds of findings. */
export const findingKinds = { ...lossKinds, ...ownKinds }

export type FindingKind = keyof typeof findingKinds

/** One thing that was changed or left out; `words` is its text, picture or address. */
export interface Finding {
  kind: FindingKind
  words: string
}
