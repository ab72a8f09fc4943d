import { prepareDataFolder } from './prepared.ts'

/** Builds the Studio and the site, and makes the data folder that workers copy; the function that is returned removes it. */
export default async function prepare(): Promise<() => Promise<void>> {
  const prepared = await prepareDataFolder()
  return async () => prepared[Symbol.asyncDispose]()
}
