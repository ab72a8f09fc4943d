import { pictureRoute } from './_picture-route.ts'

export const GET = pictureRoute('jpeg')
