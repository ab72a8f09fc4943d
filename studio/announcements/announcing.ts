import { definePlugin } from 'sanity'
import { cancelGroup } from './cancel-action.tsx'

/** What staff do with announcements beside writing them: a group is cancelled, and takes place after all. */
export const announcing = definePlugin({
  name: 'announcing',
  document: {
    actions: (actions, { schemaType }) => {
      if (schemaType !== 'announcement') return actions
      const [publish, ...others] = actions
      return publish ? [publish, cancelGroup, ...others] : [cancelGroup]
    },
  },
})
