import { type ReactNode, useEffect, useRef } from 'react'
import { pathToString } from 'sanity'
import { useDocumentPane, usePaneRouter } from 'sanity/structure'
import { keyedPath } from '../live/field-title.ts'

/** Where staff may be writing already. */
const writable = 'input, textarea, [contenteditable="true"]'

/**
 * Puts the cursor into the field that an address names, as soon as that can be written in. Sanity tries it but once,
 * which is too early for a form that waits for the network.
 */
export function NamedField({ children }: { children: ReactNode }) {
  const path = usePaneRouter().params?.path
  // Once: from then on the cursor is where staff put it.
  const named = useRef(path)
  const { formState, value } = useDocumentPane()
  const isWritable = formState !== null && !formState.readOnly
  useEffect(() => {
    if (!isWritable || !named.current) return
    const id = pathToString(keyedPath(named.current, value))
    const enter = () => {
      const box = document.getElementById(id)
      if (!box || box.hasAttribute('readonly')) return
      watch.disconnect()
      named.current = undefined
      if (!document.activeElement?.matches(writable)) box.focus()
    }
    const watch = new MutationObserver(enter)
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['readonly'] })
    enter()
    return () => watch.disconnect()
  }, [isWritable, value])
  return children
}
