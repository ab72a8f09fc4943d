/**
 * Watches links as they are made. A page can be published only after those that it links to; one link of every circle
 * therefore has to give way. A page may link to itself.
 */
export function closeCircles(): (from: string, to: string) => boolean {
  const targets = new Map<string, Set<string>>()
  return (from, to) => {
    if (from === to) return false
    if (reaches(to, from, targets)) return true
    targets.set(from, (targets.get(from) ?? new Set()).add(to))
    return false
  }
}

function reaches(start: string, goal: string, targets: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set([start])
  const open = [start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === goal) return true
    for (const next of targets.get(id) ?? []) {
      if (!seen.has(next)) open.push(next)
      seen.add(next)
    }
  }
  return false
}
