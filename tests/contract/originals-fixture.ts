import type { SanityClient } from '@sanity/client'
import sharp from 'sharp'
import { readToken, type TestLake } from './content-lake-fixture.ts'

export const asReader = { authorization: `Bearer ${readToken}` }

/** A picture of one colour; each colour makes different bytes. */
export function plainPicture(width: number, height: number, background = '#f60'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

/** As a phone writes it: lying on its side, with the place where it was taken, and in colours wider than sRGB. */
export function photograph(): Promise<Buffer> {
  const place = { GPSLatitudeRef: 'N', GPSLatitude: '41/1 4/1 53/1', GPSLongitudeRef: 'W' }
  return sharp({ create: { width: 60, height: 40, channels: 3, background: '#f60' } })
    .withIccProfile('p3')
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: place })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer()
}

/** A document that shows a picture. */
export function page(id: string, assetId: string) {
  const photo = { _type: 'image', asset: { _type: 'reference', _ref: assetId } }
  return { _id: id, _type: 'person', photo }
}

export async function uploadPicture(client: SanityClient, picture: Buffer) {
  return await client.assets.upload('image', picture, { filename: 'sun.jpg' })
}

/** Signs somebody in as the Studio does. */
export async function signIn(lake: TestLake): Promise<{ token: string; cookies: string[] }> {
  const body = { name: 'Dana Whitfield', role: 'editor' }
  const { sid } = await lake.client().request({ url: '/access/people', method: 'POST', body })
  const { body: answer, headers } = await lake.request(`auth/fetch?sid=${sid}`)
  return { token: String(Object(answer).token), cookies: headers.getSetCookie() }
}

/** What a browser sends back of cookies for an address. */
export function cookieHeader(cookies: readonly string[], url: string): string {
  const { pathname } = new URL(url)
  const fitting = cookies.filter(cookie => pathname.startsWith(`${/path=([^;]+)/i.exec(cookie)?.[1]}/`))
  return fitting.map(cookie => cookie.split(';')[0]).join('; ')
}
