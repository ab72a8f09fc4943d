import { afterAll, afterEach } from 'vitest'
import { guardNetwork } from './network-guard.ts'

const guard = guardNetwork()

afterEach(() => guard.failOnAttempts())
afterAll(() => guard.failOnAttempts())
