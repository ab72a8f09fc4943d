import { useOverview } from '../live/overview-context.ts'
import { useLook } from './use-look.ts'

/** What patients' pages have besides the styles of the site, as published; null until that has been read. */
export function usePublishedStyles(): string | null {
  const overview = useOverview()
  const { styles } = useLook(overview?.content)
  return overview && styles
}
