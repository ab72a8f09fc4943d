import type { ArrayRule, DateRule, DatetimeRule, Rule, StringRule, UrlRule } from 'sanity'
import { fieldRules, type TextRule } from '#domain/field-rules.ts'
import { isDate, isInstant } from '#domain/iso-time.ts'
import { type ItemKind, longest, most, type TextKind, tooLong, tooMany } from '#domain/lengths.ts'
import { webAddressFault } from '#domain/link-address.ts'
import { repeatedLanguages, saysSomething, textSizeFault, unknownToSite } from '#domain/paragraphs.ts'
import { describeFault } from '#domain/typed.ts'
import { readDay, readMoment } from '#domain/typed-moment.ts'
import { readTimeOfDay } from '#domain/typed-time.ts'
import { findVisibleText } from '#domain/visible-text.ts'
import { timeOfDayPattern } from '#domain/vocabulary.ts'

/** A text that must be there: what nobody can see would be a hole in the page. */
export function requiredText(rule: StringRule, { kind, missing }: TextRule) {
  return [
    rule
      .required()
      .custom(text => findVisibleText(text ?? null) !== null || missing)
      .error(missing),
    shortText(rule, kind),
  ]
}

/** A text that may be left out, but not be there with nothing to see. */
export function visibleText(rule: StringRule, { kind, missing }: TextRule) {
  return [rule.custom(text => !text || findVisibleText(text) !== null || missing), shortText(rule, kind)]
}

/** A text that is no longer than its kind may be. */
export function shortText(rule: StringRule, kind: TextKind) {
  return rule.max(longest(kind)).error(tooLong(kind))
}

/** A list of no more items than its kind may have. */
export function shortList(rule: ArrayRule<unknown[]>, kind: ItemKind) {
  return rule.max(most(kind)).error(tooMany(kind))
}

/** The address of a page of the web, where there is one. */
export function webAddress(rule: UrlRule) {
  return rule.custom(address => (address ? (webAddressFault(address) ?? true) : true))
}

/** A text of paragraphs that must say something, in kinds of content that its field knows. */
export function requiredRichText(rule: Rule, kind: 'body' | 'passage', message: string) {
  return [
    rule
      .required()
      .custom<unknown[] | undefined>(nodes => !nodes || saysSomething(nodes) || message)
      .error(message),
    rule.custom<unknown[] | undefined>(nodes => textSizeFault(kind, nodes ?? []) ?? true),
    rule.custom<unknown[] | undefined>((nodes = []) => {
      const paths = repeatedLanguages(nodes).map(index => [
        { _key: String(Object(nodes[index])._key) },
        'language',
      ])
      return paths.length === 0 || { message: fieldRules.languageBlock.unique, paths }
    }),
    rule.custom<unknown[] | undefined>((nodes, { type }) => {
      const members: unknown = Object(type).of
      const known = new Set(Array.isArray(members) ? members.map(member => Object(member).name) : [])
      const strays = (nodes ?? []).filter(node => !known.has(Object(node)._type))
      const paths = strays.map(stray => [{ _key: String(Object(stray)._key) }])
      return strays.length === 0 || { message: unknownToSite, paths }
    }),
  ]
}

/** A rule of a date or moment without Sanity's own check of its format, whose words are a developer's. */
export function ownWords<DateOrMoment extends DateRule | DatetimeRule>(rule: DateOrMoment): DateOrMoment {
  return Object(rule).type('String')
}

/** Whether what stands in a field of a date is one; else why not. Its input stores what it does not understand as it was typed. */
export function dateOrFault(text: string, timeField: string | null = null): true | string {
  return isDate(text) || describeFault(text, readDay(text, Temporal.Now.plainDateISO(), 'ahead', timeField))
}

/** Whether what stands in a field of a moment is one; else why not. */
export function momentOrFault(text: string): true | string {
  const rules = {
    now: Temporal.Now.instant(),
    zone: Temporal.Now.timeZoneId(),
    direction: 'ahead',
    dayMeans: 'start',
  } as const
  return isInstant(text) || describeFault(text, readMoment(text, rules))
}

/** Whether what stands in a field of a time of day is one; else why not. */
export function timeOrFault(text: string): true | string {
  return timeOfDayPattern.test(text) || describeFault(text, readTimeOfDay(text))
}
