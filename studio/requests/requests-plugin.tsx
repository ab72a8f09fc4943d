import { type DocumentBadgeComponent, definePlugin } from 'sanity'
import { replaceAction } from '../documents/replace-action.ts'
import { RequestInput } from './RequestNotice.tsx'
import { RequestsProvider, useRequest } from './RequestsProvider.tsx'
import { requestInstead } from './request-action.tsx'
import { useSendBack } from './send-back-action.tsx'

/** How those who may write drafts alone have them published: they ask, and somebody who may publishes or sends back. */
export const requests = definePlugin({
  name: 'asking',
  studio: {
    components: { layout: props => <RequestsProvider>{props.renderDefault(props)}</RequestsProvider> },
  },
  document: {
    actions: actions => {
      const [publish, ...others] = actions.map(ours)
      return publish ? [publish, useSendBack, ...others] : []
    },
    badges: badges => [...badges, requestBadge],
  },
  form: { components: { input: RequestInput } },
})

const requestBadge: DocumentBadgeComponent = ({ id }) => {
  const request = useRequest(id)
  if (!request) return null
  return request.answer
    ? { label: 'Sent back', title: `By ${request.answer.by}`, color: 'warning' }
    : { label: 'Asked to publish', title: `By ${request.by}`, color: 'primary' }
}

const ours = replaceAction('publish', requestInstead)
