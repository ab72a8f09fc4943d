// Safari lacks Temporal, which the time rules shared with the site are written in.
import 'temporal-polyfill/global'
import { defineConfig } from 'sanity'
import { singletons } from '#domain/document-types.ts'
import { toClientAddress } from './src/sanity/api-host.ts'
import { announcing } from './studio/announcements/announcing.ts'
import { findBasePath } from './studio/base-path.ts'
import { clientFactory } from './studio/connection/client-factory.ts'
import { connectionPlugin } from './studio/connection/connection-plugin.tsx'
import { duplicating } from './studio/duplicating/duplicating.ts'
import { guide } from './studio/guide/guide.ts'
import { uploading } from './studio/inputs/pictures/uploading.ts'
import { publishGuard, typedEntry } from './studio/inputs/typed-entry/plugin.tsx'
import { livePlugin } from './studio/live/live-plugin.ts'
import { localContentLake, localPlugins } from './studio/local/local-content-lake.ts'
import { pasting } from './studio/pasting/pasting.ts'
import { people } from './studio/people/people.ts'
import { previewPlugin } from './studio/preview/preview-plugin.ts'
import { findPreviewUrl } from './studio/preview/preview-url.ts'
import { seeItAction } from './studio/preview/see-it-action.ts'
import { apiHost, dataset, hasReleases, hasScheduledDrafts, isHosted, projectId } from './studio/project.ts'
import { editInstead } from './studio/published-view/actions.ts'
import { publishedView } from './studio/published-view/published-view.tsx'
import { requests } from './studio/requests/requests-plugin.tsx'
import { useSendBack } from './studio/requests/send-back-action.tsx'
import { medicalReview } from './studio/reviews/medical-review.ts'
import { schemaTypes } from './studio/schemaTypes/index.ts'
import { start } from './studio/start-page/start.ts'
import { structurePlugin } from './studio/structure/structure-plugin.tsx'
import { withdrawing } from './studio/withdrawing/withdrawing.ts'
import { wording } from './studio/wording/wording.ts'
import { writingHelp } from './studio/writing-help/writing-help.ts'

/** A singleton is neither made a second time nor copied, unpublished or deleted. */
const singletonActions = new Set(['publish', 'discardChanges', 'restore'])

export default defineConfig({
  name: 'clinic',
  title: 'Clinic',
  basePath: findBasePath(globalThis.document),
  projectId,
  dataset,
  ...(isHosted
    ? {
        ...(apiHost && { apiHost }),
        unstable_clientFactory: clientFactory((input, init) => fetch(input, init), toClientAddress(apiHost)),
      }
    : localContentLake()),
  plugins: [
    connectionPlugin(),
    start(),
    structurePlugin(),
    announcing(),
    typedEntry(),
    previewPlugin({ previewUrl: findPreviewUrl(globalThis.document) }),
    livePlugin(),
    guide(),
    people(),
    writingHelp(),
    medicalReview(),
    pasting(),
    uploading(),
    withdrawing(),
    publishGuard(),
    duplicating(),
    requests(),
    publishedView(),
    ...(isHosted ? [] : localPlugins()),
    // After those whose words it replaces.
    wording(),
  ],
  schema: {
    types: schemaTypes,
  },
  document: {
    actions: (actions, { schemaType }) =>
      singletons.includes(schemaType)
        ? actions.filter(
            each =>
              each === seeItAction ||
              each === editInstead ||
              each === useSendBack ||
              (each.action && singletonActions.has(each.action)),
          )
        : actions,
    comments: { enabled: isHosted },
    // Who may only read can ask for more where hosted Sanity carries the request to an administrator.
    askToEdit: { enabled: isHosted },
  },
  // Features that need a hosted service beyond documents and assets.
  releases: { enabled: hasReleases },
  scheduledDrafts: { enabled: hasScheduledDrafts },
  scheduledPublishing: { enabled: false },
  tasks: { enabled: isHosted },
})
