/** How many links are followed in all: seconds at most. From then on, every link counts as one of a circle. */
const mostSteps = 20_000_000

/**
 * Watches links as they are made. A page can be published only after those that it links to; one link of every circle
 * therefore has to give way. A page may link to itself.
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
