import { useEffect, useMemo } from 'react'
import { type DocumentInspector, definePlugin, getPublishedId, useEditState } from 'sanity'
import { useDocumentPane } from 'sanity/structure'
import { countFindings } from './check-writing.ts'
import { countedIcon } from './panel/counted-icon.tsx'
import { isRememberedOpen, rememberOpen, useLeftAlone } from './panel/memory.ts'
import { isAnyPaneNarrow } from './panel/narrow-pane.ts'
import { useFacts } from './panel/use-facts.ts'
import { useReport } from './panel/use-report.ts'
import { WritingPanel } from './panel/WritingPanel.tsx'
import { writtenTypes } from './passages.ts'
import { RoomyText } from './RoomyText.tsx'

const name = 'writingHelp'

const inspector: DocumentInspector = {
  name,
  component: WritingPanel,
  useMenuItem: ({ documentId, documentType }) => {
    const id = getPublishedId(documentId)
    const { draft, published } = useEditState(id, documentType, 'low')
    const report = useReport(draft ?? published, useFacts())
    const { isLeft } = useLeftAlone(id)
    useRememberedOpening()
    const count = report ? countFindings(report, finding => !isLeft(finding)) : 0
    // The same object for the same count: another object would re-render the header.
    return useMemo(
      () => ({
        icon: countedIcon(count),
        showAsAction: true,
        title: count === 0 ? 'Writing help' : `Writing help: ${count} to look at`,
      }),
      [count],
    )
  },
  onOpen: ({ params }) => {
    rememberOpen(true)
    return { params }
  },
  onClose: ({ params }) => {
    rememberOpen(false)
    return { params }
  },
}

/** Room for what staff write, and advice on it beside the form, which blocks nothing. */
export const writingHelp = definePlugin({
  name: 'writing-help',
  form: { components: { input: RoomyText } },
  document: {
    inspectors: (inspectors, { documentType }) =>
      writtenTypes.includes(documentType) ? [...inspectors, inspector] : inspectors,
  },
})

/**
 * Opens the panel with a document, when it was open with the one before. Where it would take the place of the form it is closed
 * instead, as an address may bring it from a wider window, and is only put off.
 */
function useRememberedOpening(): void {
  const { openInspector, closeInspector, inspector: current, ready } = useDocumentPane()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each document, not whenever the panel is closed.
  useEffect(() => {
    if (!ready) return
    const isNarrow = isAnyPaneNarrow(document)
    if (current?.name === name && isNarrow) {
      closeInspector(name)
      rememberOpen(true)
    }
    if (!current && !isNarrow && isRememberedOpen()) openInspector(name)
  }, [ready])
}
