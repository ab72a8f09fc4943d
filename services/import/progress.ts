/** How often progress is printed, in milliseconds. */
const printEveryMs = 2000

/** Prints the progress of a long step, at a readable pace. */
export function createProgress(
  print: (line: string) => void,
  now: () => number = () => performance.now(),
): (what: string, done: number, total: number) => void {
  let printedAt = now()
  return (what, done, total) => {
    if (now() - printedAt < printEveryMs || total === 0) return
    printedAt = now()
    print(`${what}: ${Math.floor((done / total) * 100)} %`)
  }
}
