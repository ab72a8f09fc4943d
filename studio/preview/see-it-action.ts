import { EyeOpenIcon } from '@sanity/icons/EyeOpen'
import type { DocumentActionComponent } from 'sanity'
import { useRouter } from 'sanity/router'
import { findLocations } from './locations.ts'
import { toSeenDocument } from './seen-document.ts'

/** The name of the preview among the Studio's tools, in its addresses too. */
export const previewToolName = 'preview'

/** Opens the page that shows the document most, beside its form. */
export const seeItAction: DocumentActionComponent = ({ id, type, draft, published }) => {
  const { navigateIntent } = useRouter()
  const document = toSeenDocument(draft ?? published)
  const [place] = document ? findLocations(document, Temporal.Now.timeZoneId(), Temporal.Now.instant()) : []
  return {
    label: 'See it as patients will',
    icon: EyeOpenIcon,
    disabled: !place,
    title: place ? undefined : 'No page shows it yet',
    onHandle() {
      if (!place) return
      navigateIntent('edit', {
        id,
        type,
        mode: 'presentation',
        presentation: previewToolName,
        preview: place.href,
      })
    },
  }
}
