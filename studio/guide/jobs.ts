import { isAddressedType } from '#domain/page-path.ts'
import { deskLists } from '../documents/desk-lists.ts'
import type { Job } from './job.ts'

/** The lists of documents with pages, besides that of the articles. */
const otherLists = deskLists
  .filter(({ type }) => isAddressedType(type) && type !== 'article')
  .map(({ type, title }) => ({ label: `Open the ${title.toLowerCase()}`, path: `structure/${type}` }))

/** All that the page “How to…” says, in the order in which it says it. */
export const jobs: readonly Job[] = [
  {
    id: 'group-start',
    title: 'Announce a group start',
    when: 'A new group begins, and patients should know the date.',
    steps: [
      {
        words:
          'Press “Begin a group start” here. Or choose “Announcements” in the “Desk”, and press “New group start”.',
        picture: {
          name: 'announcements',
          alt: 'The list of announcements in the Desk. At its top, the button “New group start” is marked.',
        },
      },
      {
        words:
          'Check the group, the “First meeting” and the time. They are filled in as far as they can be known. Are they right? Press “All of it is right”. If not, change them.',
      },
      {
        words:
          'Read the box “What patients will see”. It shows the words, and how long they stay up. A yellow line in it tells you what looks odd.',
        picture: {
          name: 'group-start-form',
          alt: 'The form of a group start: the date, the time, and below them the bar as patients will see it, with the day on which it ends.',
        },
      },
      {
        words:
          'Press “Publish”. When the line above the form says “Live since”, you are done: at the end of that day, it comes down by itself.',
        picture: {
          name: 'live-line',
          alt: 'A green line above a form. It says since when the announcement is live, and has the link “See it on the site”.',
        },
      },
      {
        words:
          'Will the group not start? On “Start”, press “Cancel a group”. Choose it, and press “Cancel this group”. Say how long patients read so. After that, it is gone. “The group does take place” takes it back.',
      },
    ],
    links: [
      {
        label: 'Begin a group start',
        intent: 'create',
        params: { type: 'announcement', template: 'group-start' },
      },
      { label: 'See all announcements', path: 'structure/announcements' },
    ],
  },
  {
    id: 'numbers',
    title: 'Change the number to call or text',
    when: 'The clinic has a new number, or you want other words around it.',
    steps: [
      {
        words:
          'Press “Open the settings” here, or choose “Settings” in the “Desk”. Change “Number to call” or “Number to text”. Write it as you would on paper.',
        picture: {
          name: 'numbers',
          alt: 'The form “Settings” with the fields “Number to call” and “Number to text”. Each holds a number such as (614) 555-0142.',
        },
      },
      {
        words: 'Below the numbers are the “Words around the numbers”. Change them too, if you like.',
      },
      {
        words:
          'Press “Publish”. Each page of the site now has the new number. You need not look for the old one.',
        picture: {
          name: 'numbers-on-site',
          alt: 'The site with its buttons to call and to text, which show the number from the settings.',
        },
      },
    ],
    links: [
      { label: 'Open the settings', intent: 'edit', params: { type: 'siteSettings', id: 'siteSettings' } },
    ],
  },
  {
    id: 'article',
    title: 'Write, check and publish an article',
    when: 'You have something to explain to patients, or a clinician has read an article again.',
    steps: [
      {
        words:
          'Press “Begin an article” here. Write the “Title” and the “Text”. Then open “Summary, address, picture”: write the “Summary”, and press “Generate” to make the address.',
      },
      {
        words: 'Under “Author and review”, choose who wrote it. Patients read the name.',
      },
      {
        words:
          'At the top right of the form, open “Writing help”. It lists what could be plainer. “Show” takes you to the words. “Leave as it is” is fine too: this is advice, and stops nothing.',
        picture: {
          name: 'writing-help',
          alt: '“Writing help” beside an article. It says that two things could be better, and shows a long sentence with the buttons “Show” and “Leave as it is”.',
        },
      },
      {
        words:
          'Above the form, open “See it as patients will”, and choose a page. It shows your draft beside the form as you type. Only staff can see it.',
        picture: {
          name: 'preview',
          alt: 'The page of an article on the left, as patients will see it, and its form on the right.',
        },
      },
      {
        words:
          'Press “Publish”. The line above the form tells you when it is live. Does the button carry a warning sign? Something is missing: press it, and it leads you there. Do you write drafts alone? Press “Ask for publication” in its place.',
      },
      {
        words:
          'Has a clinician read it? Open the menu beside “Publish”, and choose “Mark as reviewed”. Say who and when. Then press “Mark and publish”.',
        picture: {
          name: 'mark-as-reviewed',
          alt: 'The window “Mark as reviewed”: who reviewed the article, when, and after how many months it is due again.',
        },
      },
    ],
    links: [
      { label: 'Begin an article', intent: 'create', params: { type: 'article' } },
      { label: 'See all articles', path: 'structure/article' },
    ],
  },
  {
    id: 'look',
    title: 'Change how the site looks',
    when: 'The clinic has colors or a logo of its own, or you want another look.',
    steps: [
      {
        words:
          'Press “Open the look” here, or choose “Settings” in the “Desk”, and the tab “Look”. All of it is optional.',
      },
      {
        words:
          'Under “Your color”, press the box to choose one, or write it as your brand guide does. The site keeps all words easy to read, whatever you choose.',
      },
      {
        words:
          'Open “Logo” to give your logo and an “Icon”. Open “Arrangement, letters and drawing” to choose how the pages are set out.',
      },
      {
        words:
          'Look at “What patients will see”, by “Light” and by “Dark”. It shows the top of your home page as you choose.',
      },
      {
        words:
          'Do you have a photo of your house or your team? It goes into the form “Home page”, under “Photo”.',
      },
      { words: 'Press “Publish”. Each page of the site has the new look once the line above is green.' },
    ],
    links: [
      {
        label: 'Open the look',
        intent: 'edit',
        params: { type: 'siteSettings', id: 'siteSettings', path: 'look.color' },
      },
      { label: 'Open the home page', intent: 'edit', params: { type: 'homePage', id: 'homePage' } },
    ],
  },
  {
    id: 'live',
    title: 'See whether a change is live',
    when: 'You have published something, and want to know if patients see it.',
    steps: [
      {
        words:
          'Look at the line above the form. “Live since” means that patients see it. “Draft” means that they do not yet. “Publishing…” means: wait until the line changes.',
      },
      {
        words:
          'For the whole site, open “Is it live?” at the top of the Studio. It lists what is published and not live yet.',
      },
      {
        words:
          'Does it say “Held back”? Then a field needs you. Patients see the version before, and the rest of the site is fine. Read what to do, and press “Open the field”.',
        picture: {
          name: 'held-back',
          alt: '“Is it live?” says that one document is held back. Below, “To mend” names the article, what is wrong, and has a link to the field.',
        },
      },
      { words: 'Mend the field, and press “Publish” again. The line turns green once patients see it.' },
      {
        words:
          'Does it say “The site does not answer”, “Publishing failed” or “The site was taken back”? What you wrote is safe. Tell whoever runs the site. There is no need to publish again.',
      },
      {
        words:
          'Was something changed by mistake? Open “Start”. Under “What changed lately”, press “Put back”. Read what is there now, and press “Publish”.',
      },
    ],
    links: [
      { label: 'Open “Is it live?”', path: 'live' },
      { label: 'See what needs attention', path: 'structure/needs-attention' },
    ],
  },
  {
    id: 'pages',
    title: 'Rename or withdraw a page',
    when: 'A page needs another name, or should no longer be on the site.',
    steps: [
      { words: 'In the “Desk”, open the page under “Articles”, “Services” or “Pages and notices”.' },
      {
        words:
          'To rename it, change its “Title” (of a service, its “Name”). For a new address as well, open the tab “Summary, address, picture” (of pages and notices, “Summary, address, kind”), and press “Generate”. Then press “Publish”. Links to the old address lead to the new one by themselves.',
        picture: {
          name: 'address',
          alt: 'The field “Address of the page”. The button “Generate” beside it is marked.',
        },
      },
      {
        words:
          'To withdraw it, open the menu beside “Publish”, and choose “Unpublish”. The text stays here as a draft. “Delete” removes it. Was that a mistake? “Recently deleted” in the “Desk” brings it back.',
      },
      {
        words:
          'Choose what visitors find from now on: “Another page”, or “A note that the page is gone”. Then press “Unpublish now”.',
        picture: {
          name: 'withdraw',
          alt: 'A window that lists the pages that lead to a service, and asks what its visitors find from now on. “Another page” is chosen.',
        },
      },
      {
        words:
          'Pages that had a link to it are listed under “Needs attention”. Mend them when you have time.',
      },
    ],
    links: [{ label: 'Open the articles', path: 'structure/article' }, ...otherLists],
  },
  {
    id: 'people',
    title: 'Let a colleague in, or out',
    when: 'Somebody starts or leaves, or a colleague cannot sign in any more. Administrators do this.',
    role: 'administrator',
    steps: [
      {
        words:
          'Open “People” at the top of the Studio. For somebody new, press “Invite somebody”. Write the name, and choose what they may do.',
      },
      {
        words:
          'Press “Make the link”, then “Copy”. Send the link to this person alone. It signs in once, within a day.',
      },
      {
        words:
          'Is somebody locked out? Press “New link” beside the name. For another name or role, press “Change”.',
      },
      {
        words:
          'Does somebody leave? Press “End access”, then “End access now”. They are signed out at once. What they wrote stays.',
      },
    ],
    links: [{ label: 'Open “People”', path: 'people' }],
  },
]
