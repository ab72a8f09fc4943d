import { expect, test } from 'vitest'
import { hasEffects } from './drawing-effects.ts'

const packed = (drawing: string) => Buffer.from(drawing).toString('base64')
const declaring = (declarations: string, inside: string) =>
  `<!DOCTYPE svg [${declarations}]><svg>${inside}</svg>`

test.each([
  '<svg><filter id="a"><feGaussianBlur stdDeviation="9"/></filter></svg>',
  '<svg xmlns:s="http://www.w3.org/2000/svg"><s:filter id="a"/></svg>',
  '<svg><rect style="fill:red; filter: blur(9px)"/></svg>',
  '<svg><rect filter="url(#a)"/></svg>',
  '<svg><rect style="f&#105;lter: blur(9px)"/></svg>',
  '<svg><rect style="f\\ilter: blur(9px)"/></svg>',
  '<svg><style>rect{f\\69 lter: blur(9px)}</style><rect/></svg>',
  '<svg><style>rect{filter/**/: blur(9px)}</style><rect/></svg>',
  '<svg><style>rect{fil<!-- -->ter: blur(9px)}</style><rect/></svg>',
  '<svg><style>rect{fil<![CDATA[ter]]>: blur(9px)}</style><rect/></svg>',
  '<svg><style>@import url("data:text/css,rect%7Bfilt%65r:blur(9px)%7D")</style><rect/></svg>',
  '<?xml-stylesheet href="data:text/css,rect%7Bfilt%65r:blur(9px)%7D"?><svg><rect/></svg>',
  declaring('<!ENTITY a "<&#102;ilter/>">', '&a;'),
  declaring('<!ENTITY a "ter">', '<rect style="fil&a;: blur(9px)"/>'),
  declaring('<!ATTLIST rect style CDATA "f&#105;lter: blur(9px)">', '<rect/>'),
  `<svg><image href="data:image/svg+xml;base64,${packed('<svg><filter/></svg>')}"/></svg>`,
  `<svg><image href="d&#97;ta:;base64,${packed('<svg><filter/></svg>')}"/></svg>`,
  'a packed drawing, which nobody can look into',
])('has effects: %s', drawing => expect(hasEffects(drawing)).toBe(true))

test('what takes too long to look into counts as having effects', () => {
  const endless = declaring(`<!ENTITY a "${'a'.repeat(999)}">`, `<text>${'&a;'.repeat(2000)}</text>`)
  expect(hasEffects(endless)).toBe(true)
  expect(hasEffects(`<svg>${' '.repeat(10_000_000)}</svg>`)).toBe(true)
})

test.each([
  '<svg><title>Water filter</title><rect id="filter" class="filter-box"/></svg>',
  '<svg><rect style="filter:none; color-interpolation-filters: sRGB" filter="none"/></svg>',
  '<svg><style>@import url("https://fonts.example/a.css"); .a{fill:red}</style><text>Filter: none</text></svg>',
  '<svg><image href="data:image/png;base64,aGk="/></svg>',
  '\ufeff<?xml version="1.0" encoding="utf-8"?><!-- Generator --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n\t<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n\t<!ENTITY st0 "fill:#fff;">\n]><svg xmlns="&ns_svg;"><rect style="&st0;"/></svg>',
])('has none: %s', drawing => expect(hasEffects(drawing)).toBe(false))
