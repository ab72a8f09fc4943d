type ErrorClass = abstract new (...args: never[]) => Error

/**
 * Runs a command, and says why it failed: an error of the kinds that it `expects` by its words alone, any other with its stack.
 * To be awaited, so that Node reports a failure if nothing keeps it alive before the end.
 */
export async function runMain(
  main: () => Promise<void>,
  expects: readonly ErrorClass[] = [Error],
): Promise<void> {
  try {
    await main()
  } catch (error) {
    const isExpected = expects.some(kind => error instanceof kind)
    console.error(error instanceof Error ? (isExpected ? error.message : error.stack) : String(error))
    process.exitCode = 1
  }
}
