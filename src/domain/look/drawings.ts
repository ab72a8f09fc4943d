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

/*
 * The same drawings on 1600 by 400, for a place as wide as the page: cut at the sides where it is narrower, and from above.
 */
export const wideDrawings: Record<Drawing, readonly Shape[]> = {
  sunrise: [
    { d: 'M-100 400a900 370 0 0 1 1800 0Z', tone: 'ring-1' },
    { d: 'M120 400a680 300 0 0 1 1360 0Z', tone: 'ring-2' },
    { d: 'M340 400a460 230 0 0 1 920 0Z', tone: 'ring-3' },
    { d: 'M540 400a260 165 0 0 1 520 0Z', tone: 'ring-4' },
    { d: 'M690 400a110 104 0 0 1 220 0Z', tone: 'lamp' },
  ],
  hills: [
    { d: circle(1060, 122, 70), tone: 'lamp' },
    { d: 'M0 400V230C150 150 320 110 520 150S840 270 1040 230S1380 120 1600 190V400Z', tone: 'ring-2' },
    { d: 'M0 400V310C220 230 400 210 620 270S980 340 1180 290S1460 240 1600 280V400Z', tone: 'ring-3' },
    { d: 'M0 400V350C260 330 480 290 760 340S1240 380 1600 320V400Z', tone: 'ring-4' },
  ],
  circles: [
    { d: circle(210, 390, 200), tone: 'ring-1' },
    { d: circle(760, 340, 260), tone: 'ring-1' },
    { d: circle(1400, 350, 240), tone: 'ring-1' },
    { d: circle(480, 380, 170), tone: 'ring-2' },
    { d: circle(1130, 400, 210), tone: 'ring-2' },
    { d: circle(980, 300, 110), tone: 'ring-3' },
    { d: circle(290, 420, 110), tone: 'ring-3' },
    { d: circle(650, 400, 120), tone: 'ring-4' },
    { d: circle(1490, 420, 120), tone: 'ring-4' },
    { d: circle(880, 170, 54), tone: 'lamp' },
    { d: circle(400, 250, 30), tone: 'lamp' },
    { d: circle(1250, 210, 24), tone: 'lamp' },
  ],
}

function circle(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 0 1 ${2 * radius} 0a${radius} ${radius} 0 0 1-${2 * radius} 0Z`
}
