interface Attempts {
  count: number
  since: Temporal.Instant
}

const mostWrong = 10
const withinSeconds = 60
const mostAddresses = 10_000

/** Slows down whoever tries keys: ten wrong ones from an address, and the next is looked at when a minute is over. */
export class WrongKeys {
  readonly #attempts = new Map<string, Attempts>()

  /** For how many seconds no key of this address is looked at; 0 where one is. */
  secondsToWait(address: string, now: Temporal.Instant): number {
    const attempts = this.#attempts.get(address)
    if (!attempts) return 0
    const left = withinSeconds - now.since(attempts.since).total('seconds')
    if (left <= 0) this.#attempts.delete(address)
    return left > 0 && attempts.count >= mostWrong ? Math.ceil(left) : 0
  }

  note(address: string, now: Temporal.Instant): void {
    const attempts = this.#attempts.get(address) ?? { count: 0, since: now }
    attempts.count += 1
    this.#attempts.set(address, attempts)
    for (const oldest of this.#attempts.keys()) {
      if (this.#attempts.size <= mostAddresses) break
      this.#attempts.delete(oldest)
    }
  }
}
