import { buildIfStale } from '#services/start/builds.ts'
import { buildAmongSecrets } from './studio-among-secrets.ts'

// Once for all lanes of `npm test`: a build that one lane replaces would be in use by the other.
const report = (line: string) => console.log(line)
const { signal } = new AbortController()
await buildIfStale('renderer', { root: process.cwd(), env: process.env, signal, report })
await buildAmongSecrets(report)
