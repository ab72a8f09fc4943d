import { definePlugin } from 'sanity'
import { editInstead } from './actions.ts'
import { HiddenPerspectiveMenu, PublishedLine } from './PublishedLine.tsx'
import { PublishedDocument, WritingIsTheRule } from './WritingIsTheRule.tsx'

/** What would write to the published version: there, it is neither offered nor needed. */
const writing: readonly (string | undefined)[] = ['publish', 'unpublish', 'discardChanges', 'delete']

/**
 * The published version of a document can be looked at, and is plainly a look: one press leads back to writing, and so
 * does whatever is opened next. Sanity's own “Published” is a state of the whole Studio that nothing ends.
 */
export const publishedView = definePlugin({
  name: 'published-view',
  studio: {
    components: {
      layout: props => <WritingIsTheRule>{props.renderDefault(props)}</WritingIsTheRule>,
      navbar: props => <HiddenPerspectiveMenu>{props.renderDefault(props)}</HiddenPerspectiveMenu>,
      activeToolLayout: props => <PublishedLine>{props.renderDefault(props)}</PublishedLine>,
    },
  },
  document: {
    components: {
      unstable_layout: props => (
        <PublishedDocument {...props}>{props.renderDefault(props)}</PublishedDocument>
      ),
    },
    actions: (actions, { versionType }) =>
      versionType === 'published'
        ? [editInstead, ...actions.filter(({ action }) => !writing.includes(action))]
        : actions,
  },
})
