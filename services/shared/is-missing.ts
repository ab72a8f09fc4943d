/** Whether an error says that a file or folder is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** To catch that a file or folder is not there: it is then null. Any other error is thrown. */
export function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}
