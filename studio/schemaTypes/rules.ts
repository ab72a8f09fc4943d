import type { DateRule, DatetimeRule, Rule, StringRule } from 'sanity'
import { isDate, isInstant } from '../../src/clinic/iso-time.ts'
import { saysSomething, unknownToSite } from '../../src/clinic/paragraphs.ts'

/** A text that must be there: blanks alone would be a hole in the page. `message` tells staff what to do. */
export function requiredText(rule: StringRule, message: string) {
  return rule
    .required()
    .custom(text => text?.trim() !== '' || message)
    .error(message)
}

/** A text of paragraphs that must say something, in kinds of content that its field knows. */
export function requiredRichText(rule: Rule, message: string) {
  return [
    rule
      .required()
      .custom<unknown[] | undefined>(nodes => !nodes || saysSomething(nodes) || message)
      .error(message),
    rule.custom<unknown[] | undefined>((nodes, { type }) => {
      const members: unknown = Object(type).of
      const known = new Set(Array.isArray(members) ? members.map(member => Object(member).name) : [])
      const strays = (nodes ?? []).filter(node => !known.has(Object(node)._type))
      const paths = strays.map(stray => [{ _key: String(Object(stray)._key) }])
      return strays.length === 0 || { message: unknownToSite, paths }
    }),
  ]
}

/** A date that the calendar has, where there is one: a script may have written less than a day. */
export function validDate(rule: DateRule, message: string) {
  return rule.custom(date => !date || isDate(date) || message)
}

/** An instant with its zone, where there is one. */
export function validInstant(rule: DatetimeRule, message: string) {
  return rule.custom(instant => !instant || isInstant(instant) || message)
}
