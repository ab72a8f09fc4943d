/**
 * What a process that a test starts gets of the test's own environment: the way to its programs, a folder for its files,
 * and code that Node has compiled already. Nothing else, so that what a developer has set does not count.
 */
export function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env
  return { PATH, TMPDIR, NODE_COMPILE_CACHE }
}
