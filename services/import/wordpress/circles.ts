/** Limit of followed links, which takes seconds at most. After it, every link counts as part of a circle. */
const mostSteps = 20_000_000

/**
 * Detects circles while links are added. A page can be published only after those that it links to, so one link of every
 * circle must be left out. A page may link to itself.
 */
export function closeCircles(): (from: string, to: string) => boolean {
  const targets = new Map<string, Set<string>>()
  const left = { steps: mostSteps }
  return (from, to) => {
    if (from === to || targets.get(from)?.has(to)) return false
    if (reaches(to, from, targets, left)) return true
    targets.set(from, (targets.get(from) ?? new Set()).add(to))
    return false
  }
}

function reaches(
  start: string,
  goal: string,
  targets: ReadonlyMap<string, ReadonlySet<string>>,
  left: { steps: number },
): boolean {
  const seen = new Set([start])
  const open = [start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === goal) return true
    for (const next of targets.get(id) ?? []) {
      left.steps -= 1
      if (left.steps < 0) return true
      if (!seen.has(next)) open.push(next)
      seen.add(next)
    }
  }
  return false
}
