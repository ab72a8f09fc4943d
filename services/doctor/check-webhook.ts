import { webhookProjection } from '#services/start/content-lake-setup.ts'
import { byFix, findWhyNot } from './check-content.ts'
import { type Facts, isOnStaticHost, isRunning } from './facts.ts'
import { type Finding, fault, notAsked, ok } from './finding.ts'
import { type Delivery, findOwnHook, type Hook } from './learn-content.ts'
import type { DoctorSettings } from './settings.ts'

export function checkWebhookSecret(facts: Facts): Finding {
  const { webhookSecret, isHosted } = facts.settings
  if (webhookSecret !== null) return ok('set')
  if (!isHosted) return notAsked('the first “npm start” makes it')
  if (isOnStaticHost(facts)) return notAsked('a static host is called without one')
  return fault(
    'SANITY_WEBHOOK_SECRET is not set, and the publisher takes no webhook without one',
    'Choose a long random text, such as by “openssl rand -base64 32”, set it here, and give it to the project’s webhook',
  )
}

export function checkWebhook(facts: Facts): Finding {
  const { content, settings } = facts
  const why = findWhyNot(content) ?? findWhyNoList(facts)
  if (why !== null) return notAsked(why)
  const hooks = content.hooks.known ? content.hooks.value : []
  if (isOnStaticHost(facts)) return checkBuildHook(hooks, settings)
  const own = findOwnHook(hooks, settings)
  if (own === null) return fault(`none goes to ${settings.hookUrl}`, describeRemedy(settings))
  const faults = findFaults(own, settings)
  if (faults.length === 0) return ok(`“${own.name}” goes to ${own.url}`)
  return fault(`“${own.name}” ${faults.join(', and ')}`, describeRemedy(settings))
}

export function checkDeliveries(facts: Facts): Finding {
  const { content, settings } = facts
  const why = findWhyNot(content) ?? findWhyNoList(facts)
  if (why !== null) return notAsked(why)
  const own = content.hooks.known ? findOwnHook(content.hooks.value, settings) : null
  if (own === null) return notAsked('there is no webhook of ours')
  if (!content.deliveries.known) return notAsked(`they cannot be listed: ${content.deliveries.why}`)
  const last = findLastDelivery(facts)
  if (!last) return ok('none since the webhook was made or changed; publish something, and run this again')
  if (!last.isFailure) return ok(`the last one arrived, of ${last.createdAt}`)
  const { resultCode } = last
  if (resultCode === 401)
    return fault(
      'the last one was refused (401): its secret is another than SANITY_WEBHOOK_SECRET, or a clock is wrong',
      describeRemedy(settings),
    )
  return fault(
    `the last one failed (${resultCode ? `HTTP ${resultCode}` : (last.failureReason ?? 'no answer')})`,
    `Let ${settings.hookUrl} reach the publisher: see “Webhook address”`,
  )
}

/** What became of the latest delivery since our webhook was changed: earlier failures are no news. Null for none. */
export function findLastDelivery({ content: { hooks, deliveries }, settings }: Facts): Delivery | null {
  const own = hooks.known ? findOwnHook(hooks.value, settings) : null
  if (own === null || !deliveries.known) return null
  const changedAt = Date.parse(own.updatedAt ?? '') || 0
  const isNews = ({ inProgress, createdAt }: Delivery) => !inProgress && Date.parse(createdAt) >= changedAt
  return deliveries.value.find(isNews) ?? null
}

/** Whether what posts there reaches the publisher, seen from here. */
export function checkWebhookAddress(facts: Facts): Finding {
  const { settings, site } = facts
  if (isOnStaticHost(facts)) return notAsked('the site is on a static host')
  if (!isRunning(facts) && !site.publicHealth.known) return notAsked('“npm start” does not run')
  const { hookStatus } = site
  if (hookStatus.known && hookStatus.value === 401) return ok(settings.hookUrl)
  return fault(
    `${settings.hookUrl} answers ${hookStatus.known ? hookStatus.value : `nothing (${hookStatus.why})`}, and not the publisher`,
    `Let the proxy pass POST /hooks/sanity on to port ${settings.ports.SITE_PORT}, as all else`,
  )
}

function findWhyNoList({ content: { hooks }, settings }: Facts): string | null {
  if (hooks.known) return null
  if (hooks.status !== 401 && hooks.status !== 403) return `webhooks cannot be listed: ${hooks.why}`
  return settings.isHosted
    ? 'an administrator’s token alone may list webhooks: “SANITY_AUTH_TOKEN=… npm run doctor”'
    : 'the write token is refused'
}

function checkBuildHook(hooks: readonly Hook[], settings: DoctorSettings): Finding {
  const calling = hooks.find(hook => findRuleFaults(hook, settings).length === 0)
  if (calling) return ok(`“${calling.name}” calls the build hook`)
  return fault(
    'none calls the build hook of the static host on create, update and delete, drafts excluded',
    'Make one in the project’s settings at sanity.io/manage, under API, Webhooks, with the address of the build hook',
  )
}

/** What is wrong with a webhook of ours, as the rest of a sentence about it. */
function findFaults(hook: Hook, settings: DoctorSettings): string[] {
  const { projection } = hook.rule
  return [
    ...findRuleFaults(hook, settings),
    ...(withoutSpace(projection) === withoutSpace(webhookProjection)
      ? []
      : [`has ${projection ? 'another' : 'no'} projection`]),
    ...(hook.httpMethod === 'POST' ? [] : [`sends ${hook.httpMethod}, not POST`]),
    ...(hook.hasSecret === false ? ['has no secret'] : []),
  ]
}

function findRuleFaults({ rule, ...hook }: Hook, { dataset }: DoctorSettings): string[] {
  const missing = ['create', 'update', 'delete'].filter(operation => !rule.on.includes(operation))
  return [
    ...(hook.isDisabledByUser || hook.isDisabled ? ['is turned off'] : []),
    ...(['*', dataset].includes(hook.dataset) ? [] : [`is for the dataset “${hook.dataset}”`]),
    ...(missing.length > 0 ? [`leaves out ${missing.join(' and ')}`] : []),
    ...(rule.filter?.trim() ? ['has a filter, which leaves out changes'] : []),
    ...(hook.includeDrafts ? ['is sent for drafts, too'] : []),
  ]
}

function withoutSpace(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/\s/g, '')
}

function describeRemedy({ isHosted, hookUrl, dataset }: DoctorSettings): string {
  if (!isHosted) return 'Start “npm start” again, which makes it, or run “npm run doctor -- --fix”'
  return (
    `In the project’s settings at sanity.io/manage, under API, Webhooks: POST ${hookUrl} on create, update and delete, ` +
    `dataset ${dataset}, drafts excluded, no filter, projection ${webhookProjection}, and SANITY_WEBHOOK_SECRET as its secret. ${byFix}`
  )
}
