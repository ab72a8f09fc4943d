import type { MutationEvent } from '@sanity/client'
import type { EventSourceMessage } from 'eventsource-parser'

/** A message of an event stream; `mutation` is what it says of a document that changed, if it does. */
export interface StreamEvent {
  message: EventSourceMessage
  mutation: MutationEvent | null
}

export interface Gatherer {
  take(message: EventSourceMessage): void
  /** Whether all that was taken has been passed on. */
  isEmpty(): boolean
}

/**
 * Gathers the events of each transaction, which may come one by one, and passes them on together with the last of them:
 * between two of them the Studio locks the form, and drops what is typed.
 */
export function createGatherer(passOn: (events: StreamEvent[]) => void): Gatherer {
  let waiting: { message: EventSourceMessage; mutation: MutationEvent }[] = []
  return {
    isEmpty: () => waiting.length === 0,
    take(message) {
      if (message.event !== 'mutation') {
        passOn([{ message, mutation: null }])
        return
      }
      const mutation: MutationEvent = JSON.parse(message.data)
      waiting.push({ message, mutation })
      const transactions = Map.groupBy(waiting, each => each.mutation.transactionId)
      for (const events of transactions.values()) {
        if (events.some(each => each.mutation.transactionTotalEvents > events.length)) return
      }
      const whole = waiting
      waiting = []
      passOn(whole)
    },
  }
}
