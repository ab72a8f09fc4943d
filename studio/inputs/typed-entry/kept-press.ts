import { useCallback, useEffect, useRef } from 'react'
import type { DocumentActionDescription } from 'sanity'

/** How long a press waits at most, in milliseconds: later, nobody expects it any more. */
const keptMs = 15_000

/**
 * A press on “Publish” that comes before Sanity has checked what was typed last: it is refused for what the field held
 * halfway, and carried out once the form is found to be right. It is forgotten as soon as somebody does something else.
 * @param isPublishing whether Sanity is at it: the press has done its work then, however long that takes.
 * @returns what to call at the press.
 */
export function useKeptPress(description: DocumentActionDescription | null, isPublishing: boolean) {
  const pressedAt = useRef(Number.NEGATIVE_INFINITY)
  const onHandle = useRef(description?.onHandle)
  onHandle.current = description?.onHandle
  const isReady = description !== null && !description.disabled

  useEffect(() => {
    const forget = () => {
      pressedAt.current = Number.NEGATIVE_INFINITY
    }
    for (const type of acts) document.addEventListener(type, forget, true)
    return () => {
      for (const type of acts) document.removeEventListener(type, forget, true)
    }
  }, [])

  useEffect(() => {
    if (isPublishing) pressedAt.current = Number.NEGATIVE_INFINITY
  }, [isPublishing])

  useEffect(() => {
    if (!isReady || performance.now() - pressedAt.current > keptMs) return
    pressedAt.current = Number.NEGATIVE_INFINITY
    onHandle.current?.()
  }, [isReady])

  return useCallback(() => {
    pressedAt.current = performance.now()
  }, [])
}

/** “input” is for what comes without a key, such as dictation. */
const acts = ['pointerdown', 'keydown', 'input', 'paste', 'drop'] as const
