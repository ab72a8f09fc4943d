/** A property of a calendar: its parameters, and its value as it is written. */
export interface CalendarProperty {
  name: string
  parameters: Readonly<Record<string, string>>
  value: string
}

/** A component of a calendar: VCALENDAR, VEVENT. */
export interface CalendarComponent {
  name: string
  properties: CalendarProperty[]
  components: CalendarComponent[]
}

const longestLineOctets = 75
const contentLine = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/s
const control = /(?!\t)\p{Cc}/u

/**
 * Reads a calendar file as RFC 5545 has it, strictly: lines end with CRLF and are folded at 75 octets, between
 * characters; names, parameters and nesting are as they must be.
 * @throws SyntaxError that says what is wrong.
 */
export function parseCalendar(body: Uint8Array): CalendarComponent {
  const source = new TextDecoder('utf-8', { fatal: true }).decode(body)
  if (!source.endsWith('\r\n')) throw new SyntaxError('The last line does not end with CRLF.')
  if (/[^\r]\n|\r[^\n]/.test(source)) throw new SyntaxError('A line ends with something other than CRLF.')
  for (const line of source.split('\r\n')) {
    if (Buffer.byteLength(line) > longestLineOctets) throw new SyntaxError(`This line is too long: ${line}`)
  }
  const top: CalendarComponent = { name: '', properties: [], components: [] }
  const open = [top]
  for (const line of source
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1)) {
    const current = open.at(-1) ?? top
    const property = parseProperty(line)
    if (property.name === 'BEGIN') {
      const component = { name: property.value, properties: [], components: [] }
      current.components.push(component)
      open.push(component)
    } else if (property.name === 'END') {
      if (current.name !== property.value) throw new SyntaxError(`${line} ends ${current.name}.`)
      open.pop()
    } else if (current === top) {
      throw new SyntaxError(`This stands outside of the calendar: ${line}`)
    } else current.properties.push(property)
  }
  const [calendar, ...others] = top.components
  if (!calendar || others.length > 0 || open.length > 1)
    throw new SyntaxError('There is no single, whole calendar.')
  return calendar
}

/** The one property of a name. @throws SyntaxError when there is none, or more than one. */
export function propertyOf(component: CalendarComponent, name: string): CalendarProperty {
  const [property, ...others] = component.properties.filter(each => each.name === name)
  if (!property || others.length > 0) throw new SyntaxError(`${component.name} needs one ${name}.`)
  return property
}

/** The text of a property of type TEXT, with its escapes undone. @throws SyntaxError for one that is not escaped. */
export function textOf(component: CalendarComponent, name: string): string {
  const { value } = propertyOf(component, name)
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value.replaceAll(/\\[nN;,\\]/g, ''))) {
    throw new SyntaxError(`${name} is not escaped: ${value}`)
  }
  return value.replaceAll(/\\([nN;,\\])/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped))
}

function parseProperty(line: string): CalendarProperty {
  if (control.test(line)) throw new SyntaxError(`This line holds a control character: ${line}`)
  const [, name, list, value] = contentLine.exec(line) ?? []
  if (name === undefined || value === undefined) throw new SyntaxError(`This is no content line: ${line}`)
  const parameters = [...(list ?? '').matchAll(/;([A-Z-]+)=("[^"]*"|[^";:,]*)/g)]
  return {
    name,
    value,
    parameters: Object.fromEntries(parameters.map(([, key = '', given]) => [key, given ?? ''])),
  }
}
