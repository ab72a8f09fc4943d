import { hills, lightAt } from './landscape.ts'
import { backdrop, circle, drawing, palette, path, scatter } from './svg.ts'

/** Two paths that part in a meadow and lead to the same bright hills. */
export function drawTwoPaths(): string {
  return drawing(
    backdrop('#f8dcb6', '#fbefdc', '#e9f1ea'),
    lightAt(800, 300, 84, '#fff5dc', '#ffdca6'),
    hills(380, 44, '#b7d3cf', 0.8),
    hills(430, 36, '#8dbab5', 2.4),
    hills(500, 24, '#6fa79b', 4.2),
    path('M0 520C400 480 1200 480 1600 520V900H0Z', { fill: '#5c9a86' }),
    path('M0 640C420 590 1180 590 1600 640V900H0Z', { fill: '#4b8a78' }),
    path(
      'M730 900C736 800 700 740 600 690C480 632 500 570 590 536C610 528 640 520 664 516C620 540 574 584 660 632C740 676 800 716 826 790C860 716 930 672 1000 628C1074 580 1010 540 950 514C980 518 1010 528 1030 540C1110 584 1110 634 1010 694C920 748 886 806 890 900Z',
      {
        fill: '#f5e5c9',
      },
    ),
    flowers(),
  )
}

function flowers(): string {
  const next = scatter(5)
  return Array.from({ length: 70 }, () => {
    const left = next() > 0.5
    const x = left ? next() * 430 : 1170 + next() * 430
    const y = 620 + next() * 270
    const colour = [palette.apricot, palette.cream, palette.coral][Math.floor(next() * 3)] ?? palette.cream
    return circle(x, y, 5 + ((y - 600) / 300) * 7, { fill: colour, 'fill-opacity': 0.9 })
  }).join('')
}
