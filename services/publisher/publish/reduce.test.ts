import { expect, test } from 'vitest'
import { type Problem, ReleaseCheckError } from '../checks/problem.ts'
import { countPending, createMachine, type Effect, type Event, type State, toStatus } from './machine.ts'
import { type PublishResult, toFailure } from './publish-result.ts'
import type { Reason } from './publishing-options.ts'
import { reduce } from './reduce.ts'
import { explainReading, UnreadableContentError } from './unreadable-content.ts'

const noon = Temporal.Instant.from('2027-01-15T12:00:00Z')
const everyMs = 60_000
const pause = { release: 'r-1', from: 'r-2', since: noon.toString() }
const webhook: Event = {
  type: 'announced',
  change: { documentId: 'groups', rev: 'rev-2', updatedAt: null, removed: false },
}

/** A machine, and what it had others do at each step: “attempt webhook”, “answer 1 live”, … */
function startMachine({ reasons = [], paused = false }: { reasons?: Reason[]; paused?: boolean } = {}) {
  let state: State = createMachine(paused ? pause : null, everyMs, noon)
  let now = noon

  function send(event: Event): string[] {
    const [next, effects] = reduce(state, event, now)
    state = next
    return effects.flatMap(toWords)
  }

  return {
    started: send({ type: 'started', pause: state.pause, reasons, nextChangeAt: null }),
    state: () => state,
    pending: () => countPending(state),
    status: () => toStatus(state),
    send,
    /** Moves the clock, and wakes. */
    wakeAfter(milliseconds: number, publishedAt = noon): string[] {
      now = now.add({ milliseconds })
      return send({ type: 'woke', publishedAt })
    },
    /** When the next retry is due, in milliseconds from now; null for never. */
    retryInMs: () => state.due.retry?.since(now).total('milliseconds') ?? null,
    end: (result: PublishResult['result'] = 'live', nextChangeAt: Temporal.Instant | null = null) =>
      send({
        type: 'attempted',
        outcome: {
          result: { ...done, result },
          error: null,
          isBehindTime: false,
          isNotSetUp: false,
          nextChangeAt,
        },
      }),
    fail: (error: Error, { isBehindTime = false, isNotSetUp = false } = {}) =>
      send({
        type: 'attempted',
        outcome: { result: toFailure(error), error, isBehindTime, isNotSetUp, nextChangeAt: undefined },
      }),
  }
}

/** A machine that has compared the content and has nothing to do. */
function startQuiet() {
  const machine = startMachine()
  machine.send({ type: 'compared', ids: [] })
  return machine
}

const done: PublishResult = { result: 'live', reason: null, problems: [], facts: {} }

function toWords(effect: Effect): string[] {
  if (effect.type === 'attempt') return [`attempt ${effect.attempt.reasons.join(' + ')}`]
  if (effect.type === 'answer')
    return effect.commands.map(({ answer }) => `answer ${answer.name} ${effect.result.result}`)
  if (effect.type === 'log') return [`log ${effect.level}`]
  return [effect.type]
}

function refusal(rule: Problem['rule']): ReleaseCheckError {
  return new ReleaseCheckError([{ path: '/groups/', rule, message: 'it is not right.' }])
}

function unreadable(): UnreadableContentError {
  const error = explainReading(Object.assign(new Error('away'), { statusCode: 503 }), 'http://lake')
  if (error instanceof UnreadableContentError) return error
  throw error
}

/** A command whose answers are shown with its name. */
function command(name: string): Event {
  const answer = Object.defineProperty(() => {}, 'name', { value: name })
  return { type: 'commanded', command: { acceptRemoval: false, answer } }
}

test.each<[string, Parameters<typeof startMachine>[0], string[], number]>([
  ['compares at once', {}, ['compare'], 1],
  ['publishes new code, which reads the content itself', { reasons: ['new code'] }, ['attempt new code'], 1],
  [
    'publishes nothing while paused, and compares',
    { reasons: ['new code'], paused: true },
    ['compare', 'log warn'],
    1,
  ],
])('at start it %s', (_, how, effects, pending) => {
  const machine = startMachine(how)
  expect(machine.started).toEqual(effects)
  expect(machine.pending()).toBe(pending)
})

test('publishes what the comparison at start finds, and has it pending until it is live', () => {
  const machine = startMachine()
  expect(machine.send({ type: 'compared', ids: ['groups', 'about'] })).toEqual([
    'log info',
    'attempt comparison',
  ])
  expect(machine.pending()).toBe(2)
  expect(machine.end()).toEqual([])
  expect(machine.pending()).toBe(0)
})

test('begins nothing before it has started, and forgets nothing of that time', () => {
  const [early, effects] = reduce(createMachine(null, everyMs, noon), webhook, noon)
  expect(effects).toEqual([])
  const [, begun] = reduce(early, { type: 'started', pause: null, reasons: [], nextChangeAt: null }, noon)
  expect(begun.flatMap(toWords)).toEqual(['attempt webhook'])
})

test('takes in a burst with one attempt more', () => {
  const machine = startQuiet()
  expect(machine.send(webhook)).toEqual(['attempt webhook'])
  for (let number = 0; number < 20; number += 1) expect(machine.send(webhook)).toEqual([])
  expect(machine.pending()).toBe(21)
  expect(machine.end()).toEqual(['attempt webhook'])
  expect(machine.state().running?.announced).toHaveLength(20)
  expect(machine.end()).toEqual([])
  expect(machine.pending()).toBe(0)
})

test('remembers a thousand announced changes at most', () => {
  const machine = startQuiet()
  for (let number = 0; number < 5000; number += 1) machine.send(webhook)
  expect(machine.pending()).toBe(1001)
})

test('tries again after growing waits while the content cannot be read, and says so once', () => {
  const machine = startQuiet()
  machine.send(webhook)
  const waits = [1000, 2000, 5000, 10_000, 30_000, 60_000, 60_000]
  for (const [index, delayMs] of waits.entries()) {
    expect(machine.fail(unreadable())).toEqual([index === 0 ? 'log error' : 'log debug'])
    expect(machine.retryInMs()).toBe(delayMs)
    expect(machine.pending()).toBe(1)
    machine.send({ type: 'compared', ids: [] })
    expect(machine.wakeAfter(delayMs)).toContain('attempt retry')
  }
  machine.end()
  expect(machine.pending()).toBe(0)
  machine.send(webhook)
  machine.fail(unreadable())
  expect(machine.retryInMs()).toBe(1000)
})

test('sounds no alarm while a new site is not set up, and tries again', () => {
  const machine = startMachine({ reasons: ['start'] })
  const notSetUp = () => machine.fail(new Error('not set up'), { isNotSetUp: true })
  expect(notSetUp()).toEqual(['log debug'])
  expect(machine.status()).toMatchObject({ state: 'failed' })
  expect(machine.wakeAfter(1000)).toContain('attempt retry')
  expect(notSetUp()).toEqual(['log debug'])
})

test('tries a release that failed its checks again when the content has changed, not before', () => {
  const machine = startQuiet()
  machine.send(webhook)
  expect(machine.fail(refusal('links'))).toEqual(['log error'])
  expect(machine.status()).toMatchObject({ state: 'failed', reason: expect.stringContaining('/groups/') })
  expect([machine.pending(), machine.retryInMs()]).toEqual([0, null])
  expect(machine.wakeAfter(everyMs)).toEqual(['compare'])
  expect(machine.send({ type: 'compared', ids: [] })).toEqual([])
  expect(machine.wakeAfter(everyMs)).toEqual(['compare'])
  expect(machine.send({ type: 'compared', ids: ['groups'] })).toEqual(['log info', 'attempt comparison'])
})

test('tries a page again that could not be rendered', () => {
  const machine = startQuiet()
  machine.send(webhook)
  machine.fail(refusal('rendered'))
  expect(machine.retryInMs()).toBe(1000)
})

test('publishes a change by time from memory, while webhooks wait for content that cannot be read', () => {
  const machine = startQuiet()
  machine.send(webhook)
  expect(machine.fail(unreadable(), { isBehindTime: true })).toEqual(['log error', 'attempt time'])
  expect(machine.state().running).toMatchObject({ isTimeAlone: true, announced: [] })
  machine.end()
  expect(machine.status()).toMatchObject({ state: 'failed' })
  expect([machine.pending(), machine.retryInMs()]).toEqual([1, 1000])
})

test('is due at the next change, and when the clock shows that the release is of the future', () => {
  const machine = startQuiet()
  machine.send(webhook)
  machine.end('live', noon.add({ seconds: 30 }))
  expect(machine.wakeAfter(29_999)).toEqual([])
  expect(machine.wakeAfter(1)).toEqual(['attempt time'])
  machine.end()
  expect(machine.wakeAfter(1000, noon.add({ minutes: 2 }))).toEqual(['attempt time'])
})

test('computes the next change again after the clock was set back', () => {
  const machine = startQuiet()
  expect(machine.wakeAfter(-3_600_000)).toContain('attempt time')
})

test('begins no second comparison while one runs, and none beside an attempt', () => {
  const machine = startMachine()
  expect(machine.wakeAfter(everyMs)).toEqual([])
  machine.send({ type: 'compared', ids: [] })
  machine.send(webhook)
  expect(machine.wakeAfter(everyMs)).toEqual([])
  expect(machine.send({ type: 'not compared', error: null })).toEqual([])
})

test('says once that the content cannot be read, looks for it sooner, and publishes once it is back', () => {
  const machine = startQuiet()
  machine.send(webhook)
  machine.fail(unreadable())
  const lost: Event = { type: 'unreadable', error: unreadable() }
  expect([machine.send(lost), machine.send(lost), machine.send(lost)]).toEqual([[], ['log warn'], []])
  expect(machine.state().contact).toMatchObject({ reachable: false })
  expect(machine.state().due.compare?.since(noon).total('milliseconds')).toBe(5000)
  expect(machine.send({ type: 'read' })).toEqual(['log info', 'attempt retry'])
  expect(machine.state().contact).toMatchObject({ reachable: true })
})

test('a rollback ends the running attempt, keeps what it was about, and lets nothing go live until a command', () => {
  const machine = startQuiet()
  machine.send(command('1'))
  machine.send(webhook)
  machine.send(command('2'))
  expect(machine.send({ type: 'rolling back', pause, reason: 'back' })).toEqual(['abort', 'answer 2 stopped'])
  expect(machine.end('stopped')).toEqual(['answer 1 stopped'])
  expect(machine.status()).toMatchObject({ state: 'held' })
  machine.send(webhook)
  expect(machine.wakeAfter(everyMs)).toEqual(['compare'])
  expect(machine.send({ type: 'compared', ids: ['groups', 'about', 'team'] })).toEqual([])
  expect(machine.pending()).toBe(3)

  expect(machine.send(command('3'))).toEqual(['attempt command'])
  expect(machine.state().running?.announced).toHaveLength(2)
  expect(machine.end()).toEqual(['answer 3 live'])
  expect(machine.status()).toMatchObject({ state: 'idle' })
})

test('answers commands that joined one attempt together, and those after it later', () => {
  const machine = startQuiet()
  machine.send(webhook)
  machine.send(command('1'))
  machine.send(command('2'))
  expect(machine.end()).toEqual(['attempt command'])
  machine.send(command('3'))
  expect(machine.end('unchanged')).toEqual(['answer 1 unchanged', 'answer 2 unchanged', 'attempt command'])
})

test('once stopped it answers what waits, and begins nothing more', () => {
  const machine = startQuiet()
  machine.send(command('1'))
  machine.send(command('2'))
  expect(machine.send({ type: 'stopped', reason: 'stopping' })).toEqual(['abort', 'answer 2 stopped'])
  expect(machine.end('stopped')).toEqual(['answer 1 stopped'])
  expect(machine.send(webhook)).toEqual([])
  expect(machine.send(command('3'))).toContain('answer 3 stopped')
  expect(machine.wakeAfter(everyMs)).toEqual([])
})
