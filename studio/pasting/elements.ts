import { elementsIn, getClasses, getWords, type HtmlElement, parseStyle } from './html-node.ts'

type Group =
  | 'block'
  | 'drawing'
  | 'embed'
  | 'form'
  | 'heading'
  | 'ignored'
  | 'inline'
  | 'list'
  | 'program'
  | 'special'
  | 'unknown'

/** Every element of HTML, by what becomes of it; “special” ones have a rule of their own. */
const groups: Readonly<Record<Exclude<Group, 'unknown'>, string>> = {
  block:
    'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption footer header hgroup html legend li main menu nav p search section summary td th tr tbody thead tfoot',
  drawing: 'canvas math svg',
  embed: 'applet audio embed frame frameset iframe noembed object video',
  form: 'button datalist form input meter optgroup option output progress select textarea',
  heading: 'h1 h2 h3 h4 h5 h6',
  ignored: 'base col colgroup head link map meta area param rp source style template title track wbr xml',
  inline:
    'abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark marquee nobr noscript picture rb rt rtc ruby samp slot small span strong time tt u var',
  list: 'ol ul',
  program: 'script',
  special: 'a br del figure hr img pre q s strike sub sup table',
}

const groupOf = new Map<string, Group>(
  Object.entries(groups).flatMap(([group, names]) =>
    isGroup(group) ? names.split(' ').map((name): [string, Group] => [name, group]) : [],
  ),
)

function isGroup(name: string): name is keyof typeof groups {
  return name in groups
}

/** Word’s own elements (`o:p`, `st1:place`) hold words like any inline element. */
export function elementGroup(name: string): Group {
  return groupOf.get(name) ?? (name.includes(':') ? 'inline' : 'unknown')
}

const shadesOfText =
  /^(?:black|windowtext|inherit|initial|auto|currentcolor|#0{3,6}|rgba?\(0, ?0, ?0(?:, ?1)?\))$/

/** How an element’s words looked, as far as somebody may have meant something by it; empty for nothing. */
export function getLook(element: HtmlElement): string {
  const style = parseStyle(element)
  const found: string[] = []
  const color = style.get('color') ?? element.attributes.color?.toLowerCase()
  const background = style.get('background-color') ?? style.get('background') ?? element.attributes.bgcolor
  const align = style.get('text-align') ?? element.attributes.align?.toLowerCase()
  const line = style.get('text-decoration') ?? style.get('text-decoration-line')
  const size = style.get('font-size') ?? element.attributes.size
  if (color && !shadesOfText.test(color)) found.push(`colour ${color}`)
  if (background && !/^(?:transparent|none|initial|inherit|white|#fff(?:fff)?)$/.test(background))
    found.push(`background ${background}`)
  if (align === 'center' || align === 'right' || element.name === 'center')
    found.push(`aligned ${align ?? 'center'}`)
  if (line?.includes('line-through')) found.push('struck out')
  else if (line?.includes('underline') || /^(?:u|ins)$/.test(element.name)) found.push('underlined')
  if (size && element.name !== 'input') found.push(`size ${size}`)
  if (/^(?:mark|small|big|code|kbd|samp|tt|marquee)$/.test(element.name)) found.push(element.name)
  found.push(...getClasses(element).filter(name => /^has-.*(?:color|background|font-size|align)/.test(name)))
  return found.join(', ')
}

/** What a form asked for, in the words of its labels. */
export function formFieldWords(element: HtmlElement): string {
  const fields = [element, ...elementsIn(element, 'input', 'textarea', 'button', 'select')]
  const typed = fields.flatMap(({ attributes }) => [
    attributes.placeholder,
    attributes.value,
    attributes['aria-label'],
  ])
  return [getWords(element), ...typed].filter(Boolean).join(' ')
}
