/** The servers that are attacked. */
export const serverNames = ['lake', 'hosted Studio', 'site', 'preview'] as const
export type ServerName = (typeof serverNames)[number]

/** Who sends: strangers may hold a viewer's token at most, and change nothing; staff may change anything. */
export const audiences = ['strangers', 'contributors', 'staff'] as const
export type Audience = (typeof audiences)[number]

/** What an attacker could know of the running system. */
export type World = {
  ports: Record<ServerName, number>
  /** The Content Lake's tokens. */
  tokens: { viewer: string; contributor: string; editor: string; robot: string }
  webhookSecret: string
  metricsToken: string
  /** A session of the preview, as a browser sends it. */
  previewCookie: string
  documentIds: readonly string[]
  /** Names of image files in the Content Lake. */
  imageNames: readonly string[]
  /** Paths of the site that end in a file or page. */
  sitePaths: readonly string[]
  /** Paths of the built Studio's files. */
  studioPaths: readonly string[]
}
