import { useMemo, useSyncExternalStore } from 'react'
import type { Finding } from '../finding.ts'

/**
 * What a member of staff told writing help, kept in this browser: that the panel should be open, and which advice to
 * leave alone. Where the browser keeps nothing, it lasts until the Studio is closed.
 */
const openKey = 'clinic.writing-help.open'
const leftKey = (documentId: string) => `clinic.writing-help.left.${documentId}`

const values = new Map<string, string>()
const listeners = new Set<() => void>()

/** Whether the panel was open when it was last seen. */
export function isRememberedOpen(): boolean {
  return recall(openKey) === 'yes'
}

/** Keeps in mind whether the panel is open. */
export function rememberOpen(isOpen: boolean): void {
  remember(openKey, isOpen ? 'yes' : 'no')
}

/** The advice that was left alone in a document, and how to leave more or bring it back. */
export function useLeftAlone(documentId: string) {
  const key = leftKey(documentId)
  const kept = useSyncExternalStore(subscribe, () => recall(key))
  return useMemo(() => {
    const left = new Set(toList(kept))
    return {
      isLeft: (finding: Finding) => left.has(idOf(finding)),
      leave: (finding: Finding) => remember(key, JSON.stringify([...left, idOf(finding)])),
      bringBack: () => remember(key, '[]'),
    }
  }, [kept, key])
}

function idOf({ rule, words }: Finding): string {
  return `${rule}: ${words}`
}

function toList(kept: string): string[] {
  try {
    const list: unknown = JSON.parse(kept || '[]')
    return Array.isArray(list) ? list.filter(item => typeof item === 'string') : []
  } catch {
    return []
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function recall(key: string): string {
  const value = values.get(key)
  if (value !== undefined) return value
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function remember(key: string, value: string): void {
  values.set(key, value)
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing: the map above has it.
  }
  for (const listener of listeners) listener()
}
