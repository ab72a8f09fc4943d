/** What the site's server answers itself. Their first parts are reserved: no page of a release can be there. */
export const ownPaths = {
  webhook: '/hooks/sanity',
  health: '/healthz',
  metrics: '/metrics',
} as const

/** The first parts of those paths: “hooks”, “healthz”, … */
export const ownFolders: readonly string[] = [
  ...new Set(Object.values(ownPaths).map(path => path.split('/')[1] ?? '')),
]
