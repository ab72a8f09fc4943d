import { type ReactNode, useEffect, useRef } from 'react'
import { useDocumentOperationEvent, useEditState, usePerspective, useSetPerspective } from 'sanity'
import { type RouterState, useRouterState } from 'sanity/router'
import { usePaneRouter } from 'sanity/structure'

/**
 * Ends a look at what is published as soon as something else is opened. Any other perspective is that of a release,
 * which this Studio has none of: such a link leads to writing.
 */
export function WritingIsTheRule({ children }: { children: ReactNode }) {
  const { selectedPerspectiveName } = usePerspective()
  const setPerspective = useSetPerspective()
  const place = placeOf(useRouterState())
  const lookedAt = useRef<string | null>(null)
  useEffect(() => {
    if (!isAway(selectedPerspectiveName)) {
      lookedAt.current = null
      return
    }
    lookedAt.current ??= place
    if (selectedPerspectiveName !== 'published' || lookedAt.current !== place) setPerspective(undefined)
  }, [selectedPerspectiveName, setPerspective, place])
  return children
}

/**
 * Ends a look at what is published where there is nothing to see, as of a document that is new or no longer on the
 * site, and once an earlier version has been restored: that is a draft.
 */
export function PublishedDocument(props: { documentId: string; documentType: string; children: ReactNode }) {
  const { documentId, documentType, children } = props
  const { published, ready } = useEditState(documentId, documentType)
  const setPerspective = useSetPerspective()
  const isLooking = usePerspective().selectedPerspectiveName === 'published'
  const isNothing = ready && !published
  const event = useDocumentOperationEvent(documentId, documentType)
  const seen = useRef(event)
  // Sanity itself closes the revision that was restored: two changes of the address at once would undo each other.
  const showsRevision = usePaneRouter().params?.rev !== undefined
  useEffect(() => {
    const isRestored = event !== seen.current && event?.type === 'success' && event.op === 'restore'
    if (isLooking && isRestored && showsRevision) return
    seen.current = event
    if (isLooking && (isNothing || isRestored)) setPerspective(undefined)
  }, [isLooking, isNothing, event, showsRevision, setPerspective])
  return children
}

function isAway(perspective: string | undefined): boolean {
  return perspective !== undefined && perspective !== 'drafts'
}

/** The tool and the panes that are open, whatever field or revision is looked at in them. */
function placeOf(state: RouterState): string {
  const { tool } = state
  const own = typeof tool === 'string' ? state[tool] : null
  const panes = Object(own).panes
  const ids = Array.isArray(panes)
    ? panes.map((group: unknown) => Array.isArray(group) && group.map(pane => Object(pane).id))
    : [Object(own).type, Object(own).id, state.intent]
  return JSON.stringify([tool, ids])
}
