import { localProjectId } from '#sanity/api-host.ts'

/** Where the content is: read from the environment when the Studio is built (`SANITY_STUDIO_…` alone reach a browser). */
export const projectId = process.env.SANITY_STUDIO_PROJECT_ID || localProjectId
export const dataset = process.env.SANITY_STUDIO_DATASET || 'production'

/** What stands in for Sanity's own hosts, in tests; null for those. */
export const apiHost = process.env.SANITY_STUDIO_API_HOST || null

/** What the Studio's own queries are written for. */
export const apiVersion = '2025-02-19'
