import { expect, test } from 'vitest'
import { createWorkQueue } from './work-queue.ts'

test('runs no more jobs at once than it may, lets some wait, and refuses the rest', async () => {
  const queue = createWorkQueue({ atOnce: 2, waiting: 3, refusal: () => new Error('full') })
  const gate = Promise.withResolvers<void>()
  let running = 0
  let most = 0
  const job = async () => {
    running += 1
    most = Math.max(most, running)
    await gate.promise
    running -= 1
  }
  const jobs = Array.from({ length: 7 }, () => queue.run(job))
  await expect(jobs[5]).rejects.toThrow('full')
  await expect(jobs[6]).rejects.toThrow('full')
  gate.resolve()
  await Promise.all(jobs.slice(0, 5))
  expect(most).toBe(2)
  await queue.run(job)
})

test('goes on after a job that fails', async () => {
  const queue = createWorkQueue({ atOnce: 1, waiting: 1, refusal: () => new Error('full') })
  await expect(queue.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await queue.run(async () => 'done')).toBe('done')
})
