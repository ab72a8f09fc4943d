/** Work of which only so much goes on at once. */
export interface WorkQueue {
  /** Runs a job when its turn comes. Throws what `refusal` makes where too many wait already. */
  run<Result>(job: () => Promise<Result>): Promise<Result>
}

/** A queue of at most `waiting` jobs, of which `atOnce` run. */
export function createWorkQueue({
  atOnce,
  waiting,
  refusal,
}: {
  atOnce: number
  waiting: number
  refusal(): Error
}): WorkQueue {
  const line: (() => void)[] = []
  let running = 0

  async function takeTurn(): Promise<void> {
    if (running < atOnce) {
      running += 1
      return
    }
    if (line.length >= waiting) throw refusal()
    const turn = Promise.withResolvers<void>()
    line.push(turn.resolve)
    await turn.promise
  }

  /** The next in line takes the place that is free. */
  function endTurn(): void {
    const next = line.shift()
    if (next) next()
    else running -= 1
  }

  return {
    async run(job) {
      await takeTurn()
      try {
        return await job()
      } finally {
        endTurn()
      }
    },
  }
}
