/** What a text of an error says happened, and the first line of our own code that it names: the same for the same fault. */
export function causeOf(text: string): string {
  const message = /^.*(?:Error|FATAL ERROR)\b.*$/m.exec(text)?.[0] ?? text.split('\n', 1)[0] ?? ''
  const place = /\/(services\/[\w./-]+:\d+)/.exec(text)?.[1] ?? 'somewhere else'
  return `${message.replace(/[“"'‘][^”"'’]*[”"'’]/g, '“…”').slice(0, 120)} (${place})`
}

/** Groups what went wrong by its cause: how often, and the first of each. */
export function byCause<Item>(items: readonly Item[], textOf: (item: Item) => string) {
  const groups = Map.groupBy(items, item => causeOf(textOf(item)))
  return [...groups].flatMap(([cause, [first, ...more]]) =>
    first ? [{ cause, first, times: more.length + 1 }] : [],
  )
}
