import { useCallback, useEffect, useRef, useState } from 'react'
import type { Path } from 'sanity'
import { useDocumentPane } from 'sanity/structure'

/**
 * Leads to a field of the open form: opens the tab, the item or the dialog that holds it, and puts the cursor there. Always the
 * same function: an action that changed with every key would have the pane drawn again each time.
 */
export function useOpenField(): (path: Path) => void {
  const { onFocus, onPathOpen } = useDocumentPane()
  const latest = useRef({ onFocus, onPathOpen })
  latest.current = { onFocus, onPathOpen }
  const [opened, setOpened] = useState<Path | null>(null)
  useEffect(() => {
    if (!opened) return
    latest.current.onFocus(opened)
    setOpened(null)
  }, [opened])
  return useCallback(path => {
    latest.current.onPathOpen(path)
    // To the form, a field that an address named is focused already, though it was not there yet to be.
    latest.current.onFocus([])
    setOpened(path)
  }, [])
}
