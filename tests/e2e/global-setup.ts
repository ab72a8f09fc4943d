// What Node compiles is kept here, and not below folders that are removed: a program that was just ended may still be keeping it.
import '#services/require-node.js'
import { prepareDataFolder } from './prepared.ts'
import { offerSharedSite } from './shared-site.ts'

/**
 * Builds the Studio and the site, makes the data folder that workers copy, and offers the site that they share; the function
 * that is returned removes all of it.
 */
export default async function prepare(): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack()
  stack.use(await prepareDataFolder())
  stack.use(await offerSharedSite())
  const owned = stack.move()
  return () => owned.disposeAsync()
}
