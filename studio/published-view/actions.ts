import { EditIcon } from '@sanity/icons/Edit'
import { type DocumentActionComponent, useSetPerspective } from 'sanity'

/** “Edit”: the main button under a published version, in the place of “Unpublish”. */
export const editInstead: DocumentActionComponent = () => {
  const setPerspective = useSetPerspective()
  return { label: 'Edit', icon: EditIcon, tone: 'primary', onHandle: () => setPerspective(undefined) }
}
