import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findWords } from './find-words.ts'

/*
 * What the site itself says is in `src/words`: so one place has every sentence, and another language is another catalogue.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whatever makes text for patients. */
const spoken = [
  'src/{components,layouts,pages}/**/*.{astro,ts}',
  'src/{shared-ui,styles}/*.{tsx,css}',
  'src/{feeds,og-images,portable-text,selectors,site}/*.ts',
  'src/search/{fixed-pages,make-block,result-view,search-page}.ts',
]

/** What has words for staff, made-up content for a form of the Studio, and formats that machines read. */
const exempt = [
  'src/selectors/advice.ts',
  'src/shared-ui/LookSample.tsx',
  'src/feeds/security-txt.ts',
  'src/layouts/content-security-policy.ts',
  'src/pages/robots.txt.ts',
  // Names of lists of documents.
  'src/site/site-lists.ts',
]

test('what patients read stands in the catalogue, and nowhere else', () => {
  const files = globSync(spoken, { cwd: root }).filter(
    file => !/\.test\.ts$/.test(file) && !exempt.includes(file),
  )
  expect(files.length).toBeGreaterThan(60)
  expect(files.flatMap(file => findWords(file, readFileSync(`${root}/${file}`, 'utf8')))).toEqual([])
})

const astro = (markup: string) =>
  findWords('Planted.astro', `---\nconst { words } = Astro.locals\n---\n\n${markup}\n`)

test.each([
  ['text', '<p class="small">Call us</p>', 'Call us'],
  ['a word beside an expression', '<p>{words.day} or later</p>', 'or later'],
  ['text within an expression', '<ul>{list.map(() => <li>More</li>)}</ul>', 'More'],
  ['an attribute', '<nav aria-label="Main" />', 'Main'],
  ['a property of a component', '<RelatedPages heading="Read on" />', 'Read on'],
  ['a choice', "<p>{isOpen ? 'Open now' : words.closed}</p>", 'Open now'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one within the markup.
  ['a template', '<p>{`${count} results for ${query}`}</p>', '0 results for 0'],
  ['generated text', '<p />\n<style>p::before { content: "Next start" }</style>', 'content: "Next start"'],
])('names a planted word: %s', (_, markup, words) => {
  expect(astro(markup)).toMatchObject([{ file: 'Planted.astro', line: expect.any(Number), words }])
})

test('names a planted word of a shared component by its line', () => {
  const code =
    'import { Icon } from \'./Icon.tsx\'\n\nexport const Menu = () => <b className="wide button">Menu</b>\n'
  expect(findWords('Menu.tsx', code)).toEqual([{ file: 'Menu.tsx', line: 3, words: 'Menu' }])
})

test('lets pass what is no word, and what comes from the catalogue', () => {
  const markup = `<a class="button quiet" href="/contact/#hours" rel="external noreferrer">{words.menu}</a>
<p>{number}. · {first}, {last}</p>
<img alt="" sizes="(min-width: 46rem) 42rem, 92vw" />
<style>a::after { content: "\\00a0\\2192" / ""; } p::before { content: attr(data-next) }</style>`
  expect(astro(markup)).toEqual([])
})
