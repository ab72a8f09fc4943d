import { type Facts, isOnStaticHost, isRunning } from './facts.ts'
import { type Finding, fault, notAsked, ok } from './finding.ts'
import { isOwnMachine } from './settings.ts'

/** How long before its end a certificate should have been renewed, in days. */
const renewedBeforeDays = 14

export function checkSite(facts: Facts): Finding {
  const { settings, site } = facts
  const { siteUrl, apiHost, isHosted } = settings
  const isContentHere = apiHost !== null && isOwnMachine(apiHost)
  if (isHosted && isOwnMachine(siteUrl) && !isContentHere)
    return fault(
      `${siteUrl} is this machine’s own: neither patients nor Sanity’s webhooks reach it`,
      'Set SITE_URL to the address that patients use, as in SITE_URL=https://clinic.example',
    )
  const { release } = site
  if (release.known && release.value.isRelease)
    return ok(`${siteUrl} serves a release${isOnStaticHost(facts) ? ', on a static host' : ''}`)
  if (isOwnMachine(siteUrl) && !isRunning(facts)) return notAsked('“npm start” does not run')
  if (!release.known)
    return fault(
      `${siteUrl} does not answer: ${release.why}`,
      `Point its name at this machine, and a proxy with TLS at port ${settings.ports.SITE_PORT}; or correct SITE_URL`,
    )
  const { status } = release.value
  return fault(
    `${siteUrl}/release.json is no release (it answers ${status})`,
    status === 503
      ? 'There is no release yet: see “Publisher”'
      : 'Correct SITE_URL, or let the proxy pass all requests on to the publisher',
  )
}

export function checkTls({ settings: { siteUrl }, site: { certificateEnd }, now }: Facts): Finding {
  if (certificateEnd === null) {
    return isOwnMachine(siteUrl)
      ? notAsked(`${siteUrl} is this machine’s own`)
      : fault(
          `${siteUrl} is without TLS: what patients read can be seen and changed on the way`,
          'Put a proxy with a certificate in front, such as Caddy, and set SITE_URL to the https address',
        )
  }
  if (!certificateEnd.known)
    return fault(
      `${siteUrl} has no certificate that browsers trust: ${certificateEnd.why}`,
      'Let the proxy get one for this name (Caddy and certbot do so by themselves)',
    )
  const days = Math.floor(certificateEnd.value.since(now).total('hours') / 24)
  if (days >= renewedBeforeDays) return ok(`the certificate is good for ${days} days`)
  return fault(
    `the certificate ends in ${days} days, and should have been renewed`,
    'See in the proxy’s log why it was not, and renew it',
  )
}

export function checkPublisher(facts: Facts): Finding {
  const { health } = facts.site
  if (isOnStaticHost(facts)) return notAsked('the site is on a static host')
  if (!health.known) {
    return isRunning(facts)
      ? fault(
          `it does not answer at ${facts.settings.ownSiteUrl}: ${health.why}`,
          '“npm start” says why, and tries again by itself',
        )
      : notAsked('“npm start” does not run')
  }
  const { status, release, publishedAt, reason } = health.value
  if (status === 'ok') return ok(`${release} is live since ${publishedAt?.replace(/\.\d+Z$/, 'Z')}`)
  if (status === 'held') return fault('publishing is paused since a rollback', '“npm run release” goes on')
  if (status === 'stale')
    return fault(
      `the site is not up to date: ${(reason ?? 'its log says why').replace(/\.$/, '')}`,
      'Mend that; “npm run release” tries again at once',
    )
  return fault(
    `there is no release yet${reason ? `: ${reason.replace(/\.$/, '')}` : ''}`,
    'Wait for the first one; what is wrong is in the log of “npm start”',
  )
}

export function checkReleaseAccess(facts: Facts): Finding {
  const { settings, site } = facts
  if (!site.release.known) return notAsked('the site does not answer')
  const { isRelease, allowOrigin } = site.release.value
  if (!isRelease) return notAsked('there is no release')
  if (allowOrigin === '*' || allowOrigin === settings.studioOrigin)
    return ok(`the Studio at ${settings.studioUrl} may read what is live`)
  return fault(
    `the Studio at ${settings.studioUrl} may not read what is live: it cannot say “live”`,
    'Set STUDIO_URL to the address at which staff open the Studio, where the publisher or the build runs, and start it again',
  )
}

export function checkPreview(facts: Facts): Finding {
  const { settings, site } = facts
  const { previewUrl, studioUrl, studioOrigin } = settings
  if (isOnStaticHost(facts)) return notAsked('the site is on a static host')
  if (previewUrl === null || site.previewFrames === null) return notAsked('PREVIEW_PORT is off')
  if (!isRunning(facts)) return notAsked('“npm start” does not run')
  if (!isOwnMachine(studioUrl) && !previewUrl.startsWith('https:'))
    return fault(
      `staff who open the Studio at ${studioUrl} cannot open ${previewUrl} in it`,
      'Set PREVIEW_URL to an https address that leads to PREVIEW_PORT, or set PREVIEW_PORT=off',
    )
  if (!site.previewFrames.known)
    return fault(`it does not answer: ${site.previewFrames.why}`, '“npm start” says why')
  if (site.previewFrames.value.split(' ').includes(studioOrigin))
    return ok(`the Studio at ${studioUrl} may show ${previewUrl}`)
  return fault(
    `the Studio at ${studioUrl} may not show ${previewUrl} in its frame`,
    'Set STUDIO_URL to the address at which staff open the Studio, and start again',
  )
}
