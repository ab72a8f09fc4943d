/** The project id of the Content Lake that this repository contains; any other is hosted by Sanity. */
export const localProjectId = 'local'

/** Where the content is: read from the environment when the Studio is built (`SANITY_STUDIO_…` alone reach a browser). */
export const projectId = process.env.SANITY_STUDIO_PROJECT_ID || localProjectId
export const dataset = process.env.SANITY_STUDIO_DATASET || 'production'

/** What the Studio's own queries are written for. */
export const apiVersion = '2025-02-19'
