import { localProjectId } from '#sanity/api-host.ts'

/** Where the content is: read from the environment when the Studio is built (`SANITY_STUDIO_…` alone reach a browser). */
export const projectId = process.env.SANITY_STUDIO_PROJECT_ID || localProjectId
export const dataset = process.env.SANITY_STUDIO_DATASET || 'production'

/** What stands in for Sanity's own hosts, in tests; null for those. */
export const apiHost = process.env.SANITY_STUDIO_API_HOST || null

/** Comments and tasks are kept by Sanity, beside the dataset. */
export const isHosted = projectId !== localProjectId

/** Releases and scheduled drafts come with some of Sanity's plans; announcements have dates of their own without them. */
export const hasReleases = isHosted && process.env.SANITY_STUDIO_RELEASES === 'on'
export const hasScheduledDrafts = isHosted && process.env.SANITY_STUDIO_SCHEDULED_DRAFTS === 'on'

/** What the Studio's own queries are written for. */
export const apiVersion = '2025-02-19'
