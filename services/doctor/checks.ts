import {
  checkClock,
  checkContent,
  checkCors,
  checkDataset,
  checkProject,
  checkReadToken,
  checkWriteToken,
} from './check-content.ts'
import {
  checkDataFolder,
  checkDisk,
  checkNode,
  checkPackages,
  checkPorts,
  checkSecrets,
} from './check-machine.ts'
import { checkPreview, checkPublisher, checkReleaseAccess, checkSite, checkTls } from './check-site.ts'
import { checkDeliveries, checkWebhook, checkWebhookAddress, checkWebhookSecret } from './check-webhook.ts'
import type { Facts } from './facts.ts'
import type { Finding } from './finding.ts'

/** Every check, by the name that its line begins with. */
export const checks = {
  'Node.js': checkNode,
  Packages: checkPackages,
  Disk: checkDisk,
  'Data folder': checkDataFolder,
  Secrets: checkSecrets,
  Ports: checkPorts,
  Content: checkContent,
  Project: checkProject,
  Dataset: checkDataset,
  'Read token': checkReadToken,
  'Write token': checkWriteToken,
  'CORS origin': checkCors,
  'Webhook secret': checkWebhookSecret,
  Webhook: checkWebhook,
  Deliveries: checkDeliveries,
  Clock: checkClock,
  Site: checkSite,
  TLS: checkTls,
  Publisher: checkPublisher,
  'Webhook address': checkWebhookAddress,
  'Release for the Studio': checkReleaseAccess,
  'Preview in the Studio': checkPreview,
} as const satisfies Record<string, (facts: Facts) => Finding>
