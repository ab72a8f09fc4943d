import { useCallback, useEffect, useRef } from 'react'

/** How long `afterLastWords` waits at most, in milliseconds. The editor keeps what is typed for a second at most. */
const longestWaitMs = 5000

/** The open texts that hold a change which the form does not have yet. */
const holding = new Set<object>()
const waiting = new Set<() => void>()

/**
 * Sanity's editor of texts gives the form what was typed a moment after the last key, when staff may have pressed
 * “Publish” already.
 * @returns what to call with every change of one text.
 */
export function useLastWords(): (change: { type: string }) => void {
  const text = useRef({}).current
  useEffect(() => () => handOver(text), [text])
  return useCallback(
    ({ type }) => {
      if (type === 'patch') holding.add(text)
      if (type === 'mutation') handOver(text)
    },
    [text],
  )
}

/** Calls `act` as soon as the form has all that was typed into texts: at once where none holds anything. */
export function afterLastWords(act: () => void): void {
  if (holding.size === 0) {
    act()
    return
  }
  const once = () => {
    clearTimeout(timer)
    if (waiting.delete(once)) act()
  }
  const timer = setTimeout(once, longestWaitMs)
  waiting.add(once)
}

function handOver(text: object): void {
  holding.delete(text)
  // A text hands over several changes in one go: the last has to arrive, too.
  setTimeout(() => {
    if (holding.size > 0) return
    for (const act of waiting) act()
  })
}
