/** Whether the Content Lake answers, and what this window has not saved yet. */
export interface Connection {
  /** True from the second failure of a request in a row until one succeeds. */
  isLost(): boolean
  isUnsaved(publishedId: string): boolean
  hasUnsaved(): boolean
  /** Calls `onChange` after each change of what the others return; returns what ends that. */
  subscribe(onChange: () => void): () => void
  /** To be called with the failures in a row of one request; 0 once it has succeeded. */
  noteFailures(inARow: number): void
  noteSaving(publishedId: string, isSaved: boolean): void
}

export function createConnection(): Connection {
  const listeners = new Set<() => void>()
  const unsaved = new Set<string>()
  let lost = false

  function announce(): void {
    for (const listener of listeners) listener()
  }

  return {
    isLost: () => lost,
    isUnsaved: publishedId => unsaved.has(publishedId),
    hasUnsaved: () => unsaved.size > 0,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => {
        listeners.delete(onChange)
      }
    },
    noteFailures(inARow) {
      const isLost = inARow > 1 || (lost && inARow > 0)
      if (isLost === lost) return
      lost = isLost
      announce()
    },
    noteSaving(publishedId, isSaved) {
      if (unsaved.has(publishedId) !== isSaved) return
      if (isSaved) unsaved.delete(publishedId)
      else unsaved.add(publishedId)
      announce()
    },
  }
}

/** The one of this window. */
export const windowConnection = createConnection()
