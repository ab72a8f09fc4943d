import { backdrop, circle, drawing, ellipse, glow, palette, path, placed, scatter, stroke } from './svg.ts'

/** Two nerve endings with a gap between them; messengers cross from one to the other. */
export function drawSynapse(): string {
  return drawing(
    backdrop('#0f2740', '#17465a', '#235f6b'),
    glow('spark', palette.apricot, 0.95),
    glow('far', '#8fd0c9', 0.35),
    circle(260, 160, 420, { fill: 'url(#far)' }),
    circle(1380, 780, 460, { fill: 'url(#far)' }),
    distantCells(),
    circle(800, 462, 330, { fill: 'url(#spark)' }),
    sender(),
    receiver(),
    messengers(),
  )
}

function sender(): string {
  const next = scatter(11)
  const vesicles = Array.from({ length: 14 }, (_, index) => {
    const row = index < 8 ? 0 : 1
    const x = (row === 0 ? 610 + index * 54 : 655 + (index - 8) * 58) + next() * 14
    const y = 300 - row * 66 + next() * 26
    return (
      circle(x, y, 24, { fill: '#f8d8b4', 'fill-opacity': 0.55 }) +
      circle(x, y, 24, { fill: 'none', stroke: '#fbe6cd', 'stroke-width': 5 }) +
      circle(x, y, 10, { fill: palette.coral })
    )
  })
  return (
    path(
      'M735 0C735 70 700 96 620 122C500 160 478 300 540 372C580 416 700 408 800 408C900 408 1020 416 1060 372C1122 300 1100 160 980 122C900 96 865 70 865 0Z',
      {
        fill: palette.sea,
      },
    ) +
    path(
      'M760 0C760 80 716 116 640 142C545 176 522 290 572 346C604 382 700 378 800 378C900 378 996 382 1028 346C1078 290 1055 176 960 142C884 116 840 80 840 0Z',
      {
        fill: '#7cc0b9',
        'fill-opacity': 0.55,
      },
    ) +
    vesicles.join('')
  )
}

function receiver(): string {
  const gates = [590, 690, 790, 890, 990].map((x, index) => {
    const lift = Math.abs(index - 2) * 12
    const blocked = index === 1 || index === 3
    return placed(
      { x, y: 560 + lift },
      path('M-30 -34Q-34 20 -26 54H-10V-22Q-12 -36 -30 -34Z', { fill: palette.apricot }) +
        path('M30 -34Q34 20 26 54H10V-22Q12 -36 30 -34Z', { fill: palette.apricot }) +
        (blocked
          ? circle(0, -26, 17, { fill: palette.foam }) + circle(0, -26, 8, { fill: palette.plum })
          : ''),
    )
  })
  return (
    path(
      'M690 900C690 790 640 770 560 740C450 700 430 590 520 572C620 552 700 548 800 548C900 548 980 552 1080 572C1170 590 1150 700 1040 740C960 770 910 790 910 900Z',
      {
        fill: palette.plum,
      },
    ) +
    path(
      'M720 900C720 800 660 760 580 722C500 684 500 622 560 606C640 588 720 586 800 586C880 586 960 588 1040 606C1100 622 1100 684 1020 722C940 760 880 800 880 900Z',
      {
        fill: '#7d6a98',
        'fill-opacity': 0.6,
      },
    ) +
    gates.join('')
  )
}

function messengers(): string {
  const next = scatter(23)
  return Array.from({ length: 34 }, () =>
    circle(580 + next() * 440, 424 + next() * 96, 7 + next() * 5, {
      fill: next() > 0.3 ? '#ffcf9e' : palette.coral,
    }),
  ).join('')
}

function distantCells(): string {
  const branches = [
    'M0 300C120 320 190 410 210 520C228 620 190 720 120 900',
    'M210 520C300 540 340 610 350 700',
    'M205 560C120 570 60 610 0 600',
    'M1600 210C1480 240 1420 330 1400 440C1384 540 1420 600 1500 660',
    'M1400 440C1310 450 1262 380 1240 260',
    'M1408 500C1330 520 1290 600 1280 700',
  ]
  return (
    branches.map(d => stroke(d, '#6fb3b0', 16, { 'stroke-opacity': 0.22 })).join('') +
    ellipse(210, 520, 52, 52, { fill: '#6fb3b0', 'fill-opacity': 0.3 }) +
    ellipse(1400, 445, 52, 52, { fill: '#6fb3b0', 'fill-opacity': 0.3 })
  )
}
