import { afterAll, afterEach } from 'vitest'
import { guardNetwork } from './network-guard.ts'

const guard = guardNetwork()

afterEach(() => guard.failOnAttempts())
// Files share a process: each ends with the guard that it began with.
afterAll(() => {
  guard[Symbol.dispose]()
  guard.failOnAttempts()
})
