import { createChance } from '../faults/size.ts'

/** What chance decides about one attempt. The same seed and index decide the same, whatever came before. */
export type Random = {
  /** From 0 to 1. */
  next(): number
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number
  chance(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Up to `most` of what `make` makes. */
  some<Item>(most: number, make: () => Item): Item[]
}

export function createRandom(seed: number, index: number): Random {
  const next = createChance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: share => next() < share,
    pick(items) {
      for (const item of items.slice(below(items.length))) return item
      throw new Error('There is nothing to pick from.')
    },
    some: (most, make) => Array.from({ length: below(most + 1) }, make),
  }
}
