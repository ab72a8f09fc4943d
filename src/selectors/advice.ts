import { announcementSentence, announcementState } from '#domain/announcements.ts'
import type { Fault } from '#domain/fault.ts'
import { ownAddress } from '#domain/link-address.ts'
import { findOriginalFault } from '#domain/translations.ts'
import type { Announcement } from '#sanity/contracts.ts'
import { fieldPath, mostIssues, studioLink } from '#sanity/faults.ts'
import { findShownLinks, type KeptDocument } from '#sanity/kept-document.ts'
import { findTitle } from '#sanity/validate.ts'
import { deriveOfEach, listsOfAll } from '#site/of-each.ts'
import { findPage } from '#site/redirects.ts'
import { derive, isAddressed, type Site, toPath } from '#site/site.ts'
import { isDated, translationList, waitingList } from '#site/site-lists.ts'
import { english } from '#words/english.ts'
import { isNameable, meetingPlacesOf } from './announcement-view.ts'
import { isLostPlace, listPlaces } from './place-view.ts'

/** What staff should mend; where that is in the Studio is added for all. */
type Advice = Omit<Fault, 'studioUrl'>

/** Everything that staff should mend: documents that are held back first, then what leads nowhere. */
export function findFaults(site: Site, siteUrl: string): Fault[] {
  const { faults, studioUrl } = site.snapshot
  const advice = [
    ...namelessStarts(site),
    ...unclearPlaces(site),
    ...lostPlaces(site),
    ...deadLinks(site, listsOfAll, siteUrl),
    ...lonelyTranslations(site, [translationList, waitingList]),
  ]
  return [
    ...faults,
    ...advice.map(each => ({ ...each, studioUrl: studioLink(studioUrl, each.documentId, each.type) })),
  ]
}

/** Translations of what they cannot translate: both pages are out, and neither leads to the other. */
const lonelyTranslations = deriveOfEach('lonelyTranslations', (site, { shown }): Advice[] => {
  if (!shown || !isAddressed(shown) || !shown.translationOf) return []
  const original = site.find(shown.translationOf._ref)?.shown
  const reason = original && findOriginalFault(shown, original)
  if (!reason) return []
  return [
    {
      documentId: shown._id,
      type: shown._type,
      title: findTitle(shown),
      field: 'translationOf',
      reason: `Neither page leads to the other. ${reason}`,
      level: 'advice',
    },
  ]
})

/** Group starts that patients do not see, since the group that gives them their name is not published. */
function namelessStarts(site: Site): Advice[] {
  const { now, zone } = site
  return site
    .all('announcement')
    .filter(start => !isNameable(site, start) && announcementState(start, zone, now) !== 'ended')
    .map(start => ({
      documentId: start._id,
      type: start._type,
      title: announcementSentence(start, null, english.announcements),
      field: 'service',
      reason:
        'Patients do not see this start, since its group is not on the site. Publish the group, choose another one, or delete the start.',
      level: 'heldBack',
    }))
}

/** Group starts without a known place, since their groups are offered at several: calendars have no address. */
function unclearPlaces(site: Site): Advice[] {
  const { now, zone } = site
  if (listPlaces(site).length === 1) return []
  return site
    .all('announcement')
    .filter(
      start => meetingPlacesOf(site, start).length > 1 && announcementState(start, zone, now) !== 'ended',
    )
    .map(start => ({
      documentId: start._id,
      type: start._type,
      title: findTitleOfStart(site, start),
      field: 'place',
      reason:
        'The group is offered at several places, and none is chosen: patients are told no place, and calendars have no address. Choose one.',
      level: 'advice',
    }))
}

/** Groups and services that name a place which is not in the settings any more: patients see no place. */
function lostPlaces(site: Site): Advice[] {
  const { now, zone } = site
  const starts = site
    .all('announcement')
    .filter(start => isLostPlace(site, start.place) && announcementState(start, zone, now) !== 'ended')
    .map(start => ({ document: start, field: 'place', title: findTitleOfStart(site, start) }))
  const services = site
    .all('service')
    .filter(({ places }) => places?.some(value => isLostPlace(site, value)))
    .map(service => ({ document: service, field: 'places', title: service.title }))
  return [...starts, ...services].map(({ document: { _id, _type }, field, title }) => ({
    documentId: _id,
    type: _type,
    title,
    field,
    reason:
      'This names a place that is no longer in the Settings, so patients see no place. Choose another place, or leave it empty.',
    level: 'advice',
  }))
}

function findTitleOfStart(site: Site, start: Announcement): string {
  const shown = start.service && site.find(start.service._ref)?.shown
  return announcementSentence(start, shown?._type === 'service' ? shown.title : null, english.announcements)
}

/**
 * Links and references that lead nowhere: their pages are out, and show plain words instead. A document that is
 * held back has been reported already, and one that waits for its date will come.
 */
const deadLinks = deriveOfEach('deadLinks', (site, document, siteUrl): Advice[] => {
  const isDead = (path: string) => findPage(site, path) === null && !awaitedPaths(site).has(path)
  const leadsNowhere =
    document.references.some(id => !site.isPublished(id)) || ownPaths(document, siteUrl).some(isDead)
  if (!leadsNowhere) return []
  const { id, type, shown } = document
  const { references, addresses } = findShownLinks(document)
  const isStart = shown?._type === 'announcement' && shown.kind === 'groupStart'
  const dead = [
    ...references
      // A start without its group is held back, or over: nothing of it is incomplete on the site.
      .filter(({ id, path }) => !site.isPublished(id) && !(isStart && path[0] === 'service'))
      .map(({ path, words }) => ({
        path,
        reason: path[0] === 'translationOf' ? noOriginal : unpublishedReason(words),
      })),
    ...addresses.flatMap(({ href, path, words }) => {
      const own = ownAddress(href, siteUrl)
      return own && isDead(own.path) ? { path, reason: deadAddressReason(own.path, words) } : []
    }),
  ]
  return dead.slice(0, mostIssues).map(({ path, reason }) => ({
    documentId: id,
    type,
    title: shown ? findTitle(shown) : id,
    field: fieldPath(path),
    reason,
    level: 'advice',
  }))
})

const knownPaths = new WeakMap<KeptDocument, { siteUrl: string; paths: readonly string[] }>()

/** The paths of this site among the addresses of a document; worked out once for each version. */
function ownPaths(document: KeptDocument, siteUrl: string): readonly string[] {
  const known = knownPaths.get(document)
  if (known?.siteUrl === siteUrl) return known.paths
  const paths = document.addresses.flatMap(href => ownAddress(href, siteUrl)?.path ?? [])
  if (document.addresses.length > 0) knownPaths.set(document, { siteUrl, paths })
  return paths
}

/** Where documents will be once their date has come, and the old addresses that lead to such as have one. */
const awaitedPaths = derive('awaitedPaths', (site): ReadonlySet<string> => {
  const find = (id: string) => site.find(id)?.shown ?? null
  const waiting = site.list(waitingList).flatMap(id => find(id) ?? [])
  const redirects = site.all('redirect').filter(({ target }) => {
    const shown = target && find(target._ref)
    return shown && isDated(shown)
  })
  return new Set([
    ...waiting.filter(isAddressed).map(toPath),
    ...redirects.map(({ from }) => (from.endsWith('/') ? from : `${from}/`)),
  ])
})

const noOriginal =
  'The page that this one translates is not on the site, so this one stands by itself. Publish that page again, or leave “Translation of” empty.'

function unpublishedReason(words: string | null): string {
  return words === null
    ? 'This refers to a document that is not published. Publish it, or choose another.'
    : `The link “${words}” leads to a document that is not published, so its words stand as plain text. Publish that document, choose another, or take the link away.`
}

function deadAddressReason(path: string, words: string | null): string {
  return `The link “${words ?? path}” leads to “${path}”, where this site has no page, so its words stand as plain text. Choose the page with “Link to a page of this site”, or take the link away.`
}
