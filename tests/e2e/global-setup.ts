import { resolve } from 'node:path'
import { prepareDataFolder } from './prepared.ts'
import { offerSharedSite } from './shared-site.ts'

/**
 * Builds the Studio and the site, makes the data folder that workers copy, and offers the site that they share; the function
 * that is returned removes all of it.
 */
export default async function prepare(): Promise<() => Promise<void>> {
  // Not below folders that are removed: a program that has just been ended may still be keeping what it compiled.
  process.env.NODE_COMPILE_CACHE ??= resolve('.build/compile-cache')
  await using stack = new AsyncDisposableStack()
  stack.use(await prepareDataFolder())
  stack.use(await offerSharedSite())
  const owned = stack.move()
  return () => owned.disposeAsync()
}
