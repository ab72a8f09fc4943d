import { type ReactNode, useEffect, useRef } from 'react'
import { type ObjectMember, pathToString } from 'sanity'
import { useDocumentPane, usePaneRouter } from 'sanity/structure'
import { keyedPath } from '../documents/field-title.ts'
import { findFirstField } from './first-field.ts'

/** Where staff may be writing already. */
const writable = 'input, textarea, [contenteditable="true"]'

/**
 * Puts the cursor into the field that an address names, or into the first that a new form asks for, as soon as that can be
 * written in. Sanity tries it but once, which is too early for a form that waits for the network.
 */
export function NamedField({ children }: { children: ReactNode }) {
  const path = usePaneRouter().params?.path
  // Once: from then on the cursor is where staff put it.
  const isEntered = useRef(false)
  const { formState, value } = useDocumentPane()
  const isWritable = formState !== null && !formState.readOnly
  const field = path ?? findFirstField(value, formState?.members.flatMap(nameOf) ?? [])
  useEffect(() => {
    if (!isWritable || !field || isEntered.current) return
    const id = pathToString(keyedPath(field, value))
    const enter = () => {
      const box = document.getElementById(id)
      if (!box || box.hasAttribute('readonly')) return
      watch.disconnect()
      isEntered.current = true
      if (document.activeElement?.matches(writable)) return
      box.focus()
      // As after Tab: typing replaces the value.
      if (box instanceof HTMLInputElement) box.select()
    }
    const watch = new MutationObserver(enter)
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['readonly'] })
    enter()
    return () => watch.disconnect()
  }, [isWritable, field, value])
  return children
}

function nameOf(member: ObjectMember): string[] {
  return member.kind === 'field' ? [member.name] : []
}
