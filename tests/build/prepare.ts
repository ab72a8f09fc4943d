import buildRenderer from '../global-setup.ts'
import { buildAmongSecrets } from './studio-among-secrets.ts'

// Once for all lanes of `npm test`: a build that one lane replaces would be in use by the other.
await buildRenderer()
await buildAmongSecrets(line => console.log(line))
