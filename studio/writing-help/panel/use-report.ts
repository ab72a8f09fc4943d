import { useEffect, useState } from 'react'
import { checkWriting, type WritingReport } from '../check-writing.ts'
import type { Facts } from '../finding.ts'

/** Long enough not to advise in the middle of a word, short enough to see what the last one did. */
const pauseMs = 400

/** The findings of writing help, updated when the writer pauses; null until then. */
export function useReport(
  document: Record<string, unknown> | null,
  facts: Facts | null,
): WritingReport | null {
  const [report, setReport] = useState<WritingReport | null>(null)
  const isFirst = report === null
  useEffect(() => {
    if (!document || !facts) return
    const timer = setTimeout(() => setReport(checkWriting(document, facts)), isFirst ? 0 : pauseMs)
    return () => clearTimeout(timer)
  }, [document, facts, isFirst])
  return report
}
