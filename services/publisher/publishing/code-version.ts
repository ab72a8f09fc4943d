import type { StoredRelease } from '../releases/release-store.ts'
import type { Renderer } from '../renderer.ts'

/** Whether the renderer is of another version than the one that made a release. */
export async function isOtherCode(
  renderer: Renderer,
  { record, snapshot }: StoredRelease,
  siteUrl: string,
  now: Temporal.Instant,
): Promise<boolean> {
  try {
    const { body } = await renderer.render('/release.json', { snapshot, now, siteUrl })
    const notice: unknown = JSON.parse(new TextDecoder().decode(body))
    return Object(notice).codeVersion !== record.codeVersion
  } catch {
    return true
  }
}
