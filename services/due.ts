import { openSource, readFrom } from '#renderer/content-source.ts'
import { loadRevisions } from '#sanity/load-snapshot.ts'
import { checkDue } from '#src/hosts/due.ts'
import { findLiveRelease } from '#src/hosts/live-release.ts'
import { loadCommandEnv } from './shared/command-env.ts'
import { runMain } from './shared/run-main.ts'

/** Nothing else ends with it, so that a script can tell “due” from “could not be found out”, which is 1. */
const dueExitCode = 2

/** Says whether the deployed site has to be built again: 0 for no, `dueExitCode` for yes. */
async function main(): Promise<void> {
  const env = await loadCommandEnv(process.env, process.cwd())
  const source = openSource(env, { isDeployed: true })
  const { siteUrl, client } = source
  const [live, published] = await Promise.all([
    findLiveRelease(siteUrl),
    readFrom(source, () => loadRevisions(client)),
  ])
  const { isDue, sentence } = checkDue(live, published, Temporal.Now.instant())
  console.log(sentence)
  if (isDue) process.exitCode = dueExitCode
}

await runMain(main)
