/** The ids of the clinic's programs, which authenticate with a key. */
export const programIds = { writer: 'robot-write', reader: 'robot-read' } as const

/** Whether an id is that of a program, not of a person. */
export function isProgram(userId: string): boolean {
  return userId === programIds.writer || userId === programIds.reader
}
