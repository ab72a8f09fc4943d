import { type Facts, isRunning } from './facts.ts'
import { type Finding, fault, notAsked, ok } from './finding.ts'

/** By how much the clocks may differ, in seconds: a webhook from a minute ahead is refused. */
const mostSecondsApart = 60

const inManage = 'in the project’s settings at sanity.io/manage, under API'

export function checkContent(facts: Facts): Finding {
  const { content, settings } = facts
  const place = settings.isHosted ? `project ${settings.projectId}` : 'the Content Lake on this machine'
  if (content.clock.known) return ok(`${place} answers`)
  if (!settings.isHosted && !isRunning(facts)) return notAsked('“npm start” does not run')
  return settings.isHosted
    ? fault(
        `${place} cannot be reached: ${content.clock.why}`,
        'Check SANITY_STUDIO_PROJECT_ID, and that this machine reaches the internet',
      )
    : fault(
        `${place} does not answer at ${settings.apiHost}: ${content.clock.why}`,
        '“npm start” says why, and tries again by itself; if it runs with another STUDIO_PORT, set that here, too',
      )
}

export function checkProject({ content, settings }: Facts): Finding {
  if (!settings.isHosted) return notAsked('the content is on this machine')
  if (!content.clock.known) return notAsked('it cannot be reached')
  if (!isNoProject(content.cors)) return ok(settings.projectId)
  return fault(
    `there is no project “${settings.projectId}”`,
    'Set SANITY_STUDIO_PROJECT_ID to the id that the project’s page at sanity.io/manage shows',
  )
}

export function checkDataset({ content, settings: { dataset } }: Facts): Finding {
  const { reading, datasets } = content
  const listed = datasets.known ? datasets.value : []
  if (reading.known) {
    const isPublic = listed.find(({ name }) => name === dataset)?.aclMode === 'public'
    return ok(
      isPublic
        ? `${dataset}; public, so that anybody with the project’s id reads what is published, and what is scheduled; a private one needs a paid plan`
        : dataset,
    )
  }
  const why = findWhyNot(content)
  if (why !== null) return notAsked(why)
  if (reading.status !== 404) return notAsked('the read token cannot be used')
  const names = listed.map(({ name }) => `“${name}”`)
  return fault(
    `there is no dataset “${dataset}”${names.length > 0 ? `, but ${names.join(', ')}` : ''}`,
    `Set SANITY_STUDIO_DATASET to the name of yours, or make it ${inManage.replace('API', 'Datasets')}`,
  )
}

export function checkReadToken({ content, settings }: Facts): Finding {
  const { reading, readerWriting } = content
  const why = findWhyNot(content)
  if (why !== null) return notAsked(why)
  if (settings.readToken === null) return notAsked('the first “npm start” makes it')
  const remedy = settings.isHosted
    ? `Make a token with the role Viewer ${inManage}, Tokens, and set SANITY_API_READ_TOKEN to it`
    : 'Remove SANITY_API_READ_TOKEN from the environment and .env, so that the one in secrets.env counts, and start again'
  if (!reading.known && reading.status !== 404)
    return fault(`SANITY_API_READ_TOKEN is refused: ${reading.why}`, remedy)
  if (readerWriting.known) return fault('SANITY_API_READ_TOKEN may write, and has to read alone', remedy)
  return readerWriting.status === 403
    ? ok('may read, and not write')
    : notAsked(`no answer says whether it may write: ${readerWriting.why}`)
}

export function checkWriteToken({ content, settings }: Facts): Finding {
  const { writing } = content
  if (writing === null)
    return notAsked(
      settings.isHosted
        ? 'SANITY_API_WRITE_TOKEN is not set: “npm run import” and “npm run content -- push” alone need it'
        : 'the first “npm start” makes it',
    )
  const why = findWhyNot(content)
  if (why !== null) return notAsked(why)
  if (writing.known) return ok('may write')
  if (writing.status === 404) return notAsked('there is no such dataset')
  return fault(
    `SANITY_API_WRITE_TOKEN may not write: ${writing.why}`,
    settings.isHosted
      ? `Make a token with the role Editor ${inManage}, Tokens, and set SANITY_API_WRITE_TOKEN to it`
      : 'Remove SANITY_API_WRITE_TOKEN from the environment and .env, so that the one in secrets.env counts, and start again',
  )
}

export function checkCors({ content, settings }: Facts): Finding {
  const { cors } = content
  const { studioUrl, isHosted } = settings
  const why = findWhyNot(content)
  if (why !== null) return notAsked(why)
  if (!cors.known) return notAsked(`no answer says so: ${cors.why}`)
  const { allowed, withCredentials } = cors.value
  if (allowed && withCredentials) return ok(`the Studio at ${studioUrl} may use the project’s API`)
  return fault(
    `the Studio at ${studioUrl} may not use the project’s API${allowed ? ' signed in' : ''}`,
    isHosted
      ? `Add that address ${inManage}, CORS origins, with credentials; or set STUDIO_URL, if staff open another one. ${byFix}`
      : `Add it to CONTENT_LAKE_ALLOWED_ORIGINS, or correct STUDIO_URL, and start again; or run “npm run doctor -- --fix”`,
  )
}

/** What an administrator need not do by hand. */
export const byFix =
  '“SANITY_AUTH_TOKEN=… npm run doctor -- --fix”, with an administrator’s token, does it for you'

export function checkClock({ content, settings, now }: Facts): Finding {
  if (!settings.isHosted) return notAsked('everything is on this machine')
  if (!content.clock.known) return notAsked('the project cannot be reached')
  const seconds = Math.round(now.since(content.clock.value).total('seconds'))
  if (Math.abs(seconds) <= mostSecondsApart) return ok('right')
  return fault(
    `this machine’s is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead' : 'behind'}: webhooks are refused, and announcements begin at the wrong time`,
    'Let it follow network time, such as by “sudo timedatectl set-ntp true”',
  )
}

/** Why nothing can be asked of the project; null if it can. */
export function findWhyNot({ clock, cors }: Facts['content']): string | null {
  if (!clock.known) return 'the content cannot be reached'
  return isNoProject(cors) ? 'there is no such project' : null
}

function isNoProject(cors: Facts['content']['cors']): boolean {
  return !cors.known && cors.status === 404
}
