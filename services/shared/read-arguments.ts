/** Parses the command line with `parse`; a mistake, or `--help`, prints the usage and ends the process. */
export function readArguments<Parsed>(usage: string, parse: () => Parsed): Parsed {
  if (process.argv.includes('--help')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    return parse()
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    process.exit(1)
  }
}
