import { buildIfStale } from '#services/start/builds.ts'

/** The renderer that the tests load is built once, of the code as it stands; a build that is still good is kept. */
export default async function buildRenderer(): Promise<void> {
  const { signal } = new AbortController()
  await buildIfStale('renderer', {
    root: process.cwd(),
    env: process.env,
    signal,
    report: line => console.log(line),
  })
}
