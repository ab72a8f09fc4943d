import { runBuild } from '../services/build.ts'

/** The renderer that the tests load is built once, of the code as it stands; builds in one checkout cannot overlap. */
export default async function buildRenderer(): Promise<void> {
  await runBuild('renderer', process.cwd(), () => {})
}
