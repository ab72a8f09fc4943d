import { pictureRoute } from './_picture-route.ts'

const route = pictureRoute('webp')

export const getStaticPaths = route.getStaticPaths
export const GET = route.GET
