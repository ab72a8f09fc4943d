import { plant } from './landscape.ts'
import { backdrop, box, circle, drawing, glow, gradient, palette, path, stroke } from './svg.ts'

/** An open front door with warm light that falls on the step, between two plants. */
export function drawOpenDoor(): string {
  return drawing(
    backdrop('#cfe2de', '#dfeae4'),
    boards(),
    box(0, 740, 1600, 160, { fill: '#b9a78f' }),
    glow('indoors', '#ffe7b3', 0.95),
    box(600, 130, 400, 620, { fill: palette.cream }),
    gradient('hall', ['#ffe9bd', '#f7c98e']),
    box(630, 160, 340, 590, { fill: 'url(#hall)' }),
    hall(),
    path('M630 160L500 206V792L630 750Z', { fill: palette.teal }),
    path('M612 200L522 232V452L612 440Z', { fill: '#3f9190' }),
    path('M612 480L522 494V742L612 716Z', { fill: '#3f9190' }),
    circle(520, 480, 11, { fill: palette.apricot }),
    path('M630 750H970L1180 900H420Z', { fill: '#ffe3ab', 'fill-opacity': 0.75 }),
    box(560, 738, 480, 24, { rx: 8, fill: '#9c8870' }),
    circle(800, 420, 420, { fill: 'url(#indoors)', 'fill-opacity': 0.5 }),
    plant(330, 800, 1.2, palette.teal, palette.clay),
    plant(1300, 810, 1.3, palette.sea, palette.plum),
    lantern(),
  )
}

function boards(): string {
  return Array.from({ length: 9 }, (_, index) =>
    stroke(`M0 ${80 + index * 82}H1600`, '#b9d2cc', 4, { 'stroke-opacity': 0.8 }),
  ).join('')
}

function hall(): string {
  return (
    path('M630 750L720 640H880L970 750Z', { fill: '#dca56b' }) +
    box(720, 300, 160, 340, { fill: '#fbdba6' }) +
    box(756, 340, 88, 112, { rx: 6, fill: '#ffffff', 'fill-opacity': 0.75 }) +
    path('M756 430C780 400 812 430 844 404V452H756Z', { fill: palette.sea }) +
    box(738, 560, 124, 20, { rx: 8, fill: palette.clay }) +
    box(750, 580, 14, 60, { fill: palette.clay }) +
    box(836, 580, 14, 60, { fill: palette.clay })
  )
}

function lantern(): string {
  return (
    box(1072, 250, 44, 70, { rx: 10, fill: '#fff2cc' }) +
    path('M1062 252L1094 222L1126 252Z', { fill: palette.night }) +
    box(1064, 318, 60, 12, { rx: 6, fill: palette.night })
  )
}
