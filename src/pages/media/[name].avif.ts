import { pictureRoute } from './_picture-route.ts'

const route = pictureRoute('avif')

export const getStaticPaths = route.getStaticPaths
export const GET = route.GET
