/** How often progress is printed, in milliseconds. */
const printEveryMs = 2000

/** Prints the progress of a long step, at a readable pace. */
export function createProgress(print: (line: string) => void) {
  let printedAt = performance.now()
  return (what: string, done: number, total: number) => {
    if (performance.now() - printedAt < printEveryMs || total === 0) return
    printedAt = performance.now()
    print(`${what}: ${Math.floor((done / total) * 100)} %`)
  }
}
