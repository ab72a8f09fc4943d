import type { Drawing } from './choices.ts'

/** A shape of a drawing: filled, by its tone; from what is furthest away to what is nearest. */
export interface Shape {
  d: string
  tone: 'ring-1' | 'ring-2' | 'ring-3' | 'ring-4' | 'lamp'
}

/*
 * The drawings of the home page, on 520 by 360. Share images have those of hills and circles, too, and their own sunrise.
 */
export const drawings: Record<Drawing, readonly Shape[]> = {
  sunrise: [
    { d: 'M0 260a260 250 0 0 1 520 0Z', tone: 'ring-1' },
    { d: 'M58 260a202 194 0 0 1 404 0Z', tone: 'ring-2' },
    { d: 'M112 260a148 142 0 0 1 296 0Z', tone: 'ring-3' },
    { d: 'M162 260a98 94 0 0 1 196 0Z', tone: 'ring-4' },
    { d: 'M206 260a54 52 0 0 1 108 0Z', tone: 'lamp' },
  ],
  hills: [
    { d: circle(352, 128, 54), tone: 'lamp' },
    { d: 'M0 360C52 262 124 152 214 158S322 246 386 228S482 250 520 360Z', tone: 'ring-2' },
    { d: 'M24 360C84 286 160 226 246 246S352 312 412 294S486 314 510 360Z', tone: 'ring-3' },
    { d: 'M84 360C144 316 214 292 288 306S424 350 500 360Z', tone: 'ring-4' },
  ],
  circles: [
    { d: circle(318, 186, 174), tone: 'ring-1' },
    { d: circle(150, 244, 116), tone: 'ring-2' },
    { d: circle(404, 256, 92), tone: 'ring-3' },
    { d: circle(262, 160, 70), tone: 'ring-4' },
    { d: circle(360, 92, 44), tone: 'lamp' },
    { d: circle(232, 296, 28), tone: 'lamp' },
  ],
}

function circle(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 0 1 ${2 * radius} 0a${radius} ${radius} 0 0 1-${2 * radius} 0Z`
}
