import { useEffect, useEffectEvent, useState } from 'react'
import { checkWriting } from '../check-writing.ts'
import type { Facts, Finding, Fix } from '../finding.ts'

/** How long a document must not have changed, in milliseconds: text editors hand over what was typed with a delay. */
const stillMs = 400

/**
 * Applies the fix of a finding that was pressed, made again from the document once it is still. The finding on the screen
 * may be about an earlier text, and its fix would put that text back.
 */
export function useFix(
  document: Record<string, unknown> | null,
  facts: Facts | null,
  apply: (fix: Fix) => void,
): (finding: Finding) => void {
  const [pressed, setPressed] = useState<Finding | null>(null)
  const applyNow = useEffectEvent((finding: Finding, current: Record<string, unknown>, known: Facts) => {
    const sections = checkWriting(current, known).sections
    const same = sections.flatMap(({ findings }) => findings).find(each => isSame(each, finding))
    if (same?.fix) apply(same.fix)
  })
  useEffect(() => {
    if (!pressed || !document || !facts) return
    const timer = setTimeout(() => {
      setPressed(null)
      applyNow(pressed, document, facts)
    }, stillMs)
    return () => clearTimeout(timer)
  }, [pressed, document, facts])
  return setPressed
}

function isSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.words === b.words && JSON.stringify(a.path) === JSON.stringify(b.path)
}
