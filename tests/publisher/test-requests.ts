import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type Answer,
  answerShape,
  findRequestFolder,
  findWhole,
  toAnswerFile,
  toRequestFile,
  writeWhole,
} from '#publisher/commands/request-file.ts'
import type { TestPublisher } from './test-publisher.ts'

/** Leaves a command for the publisher, as the command line does, and waits for what came of it. */
export async function sendCommand(
  site: TestPublisher,
  command: { command: string; [field: string]: unknown },
  onAnswer: (answer: Answer) => void = () => {},
): Promise<Answer> {
  const [requests, id] = [findRequestFolder(site.folder), randomUUID()]
  await writeWhole(toRequestFile(requests, id), { at: site.clock.now().toString(), command })
  for (;;) {
    const answer = await findWhole(toAnswerFile(requests, id), answerShape)
    if (answer) onAnswer(answer)
    if (answer && answer.kind !== 'taken' && answer.kind !== 'progress') return answer
    await wait(2)
  }
}
