/**
 * Whether items match a pattern in which `null` is any run of items. Takes at most (parts × items) steps: after a
 * mismatch only the last run is extended, since extending an earlier one could not help.
 */
export function fitsGlob<Part>(
  pattern: readonly (Part | null)[],
  length: number,
  fits: (part: Part, index: number) => boolean,
): boolean {
  let [part, index, afterRun, runEnd] = [0, 0, -1, 0]
  while (index < length) {
    const here = pattern[part]
    if (here === null) {
      part += 1
      afterRun = part
      runEnd = index
    } else if (here !== undefined && fits(here, index)) {
      part += 1
      index += 1
    } else if (afterRun !== -1) {
      part = afterRun
      runEnd += 1
      index = runEnd
    } else return false
  }
  while (pattern[part] === null) part += 1
  return part === pattern.length
}
