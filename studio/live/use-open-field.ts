import { useCallback, useEffect, useState } from 'react'
import type { Path } from 'sanity'
import { useDocumentPane } from 'sanity/structure'

/** Leads to a field of the open form: opens the tab, the item or the dialog that holds it, and puts the cursor there. */
export function useOpenField(): (path: Path) => void {
  const { onFocus, onPathOpen } = useDocumentPane()
  const [opened, setOpened] = useState<Path | null>(null)
  useEffect(() => {
    if (!opened) return
    onFocus(opened)
    setOpened(null)
  }, [opened, onFocus])
  return useCallback(
    path => {
      onPathOpen(path)
      // To the form, a field that an address named is focused already, though it was not there yet to be.
      onFocus([])
      setOpened(path)
    },
    [onFocus, onPathOpen],
  )
}
