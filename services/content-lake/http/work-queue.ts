/** A queue that bounds how many jobs run at once. */
export interface WorkQueue {
  /** Runs a job when its turn comes. Throws `refusal()` if too many wait already. */
  run<Result>(job: () => Promise<Result>): Promise<Result>
}

/** Creates a queue that runs `atOnce` jobs while at most `waiting` others wait. */
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

  /** Hands the free slot to the next job. */
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
