import { z } from 'zod'

/** A port; 0 picks a free one. */
export const port = z.coerce
  .number('a port number from 0 to 65535 is needed (0 picks a free one)')
  .int('a port is a whole number')
  .min(0, 'a port is 0 or more')
  .max(65535, 'a port is at most 65535')

/** What webhooks are signed with. */
export const webhookSecret = z
  .string(
    'the secret that webhooks are signed with is needed: without it anybody could make the site publish',
  )
  .min(16, 'at least 16 characters are needed')

// Names without a dot, like localhost, are allowed.
const address = z.url({
  protocol: /^https?$/,
  error: 'a web address is needed, as in https://clinic.example',
})

/** A web address, reduced to its origin. */
export const webOrigin = address.transform(url => new URL(url).origin)

/** Several, divided by spaces or commas. */
export const webOrigins = z
  .string()
  .default('')
  .transform(list => list.split(/[\s,]+/).filter(each => each !== ''))
  .pipe(z.array(webOrigin))

/** The address of the Studio: its origin, and the path it has where it shares its host name with the site. */
export const studioAddress = address.transform((url, context) => {
  const { origin, pathname } = new URL(url)
  const path = pathname.replace(/\/+$/, '')
  if (!/^(\/[\w-]+)*$/.test(path)) context.addIssue('the path may have letters, digits and hyphens')
  return origin + path
})
