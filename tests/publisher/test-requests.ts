import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, answerShape, type Result } from '#publisher/commands/command.ts'
import {
  findRequestFolder,
  findValue,
  toAnswerFile,
  toRequestFile,
} from '#publisher/commands/request-file.ts'
import { replaceDurably } from '#services/shared/replace-durably.ts'
import type { TestPublisher } from './test-publisher.ts'

/** Leaves a command for the publisher, as the command line does, and waits for what came of it. */
export async function sendCommand(
  site: TestPublisher,
  command: { command: string; [field: string]: unknown },
  onAnswer: (answer: Answer) => void = () => {},
): Promise<Result> {
  const [requests, id] = [findRequestFolder(site.folder), randomUUID()]
  const request = { at: site.clock.now().toString(), command }
  await replaceDurably(toRequestFile(requests, id), JSON.stringify(request))
  for (;;) {
    const answer = await findValue(toAnswerFile(requests, id), answerShape)
    if (answer) onAnswer(answer)
    if (answer?.kind === 'result') return answer
    await wait(2)
  }
}
