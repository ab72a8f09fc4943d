import { expect, test } from 'vitest'
import { hasEffects } from './drawing-effects.ts'

test.each([
  '<svg><filter id="a"><feGaussianBlur stdDeviation="9"/></filter></svg>',
  '<svg xmlns:s="http://www.w3.org/2000/svg"><s:filter id="a"/></svg>',
  '<svg><rect style="fill:red; filter: blur(9px)"/></svg>',
  '<svg><rect filter="url(#a)"/></svg>',
  'a packed drawing, which nobody can look into',
])('has effects: %s', drawing => expect(hasEffects(drawing)).toBe(true))

test.each([
  '<svg><title>Water filter</title><rect id="filter" class="filter-box"/></svg>',
  '<svg><rect style="filter:none; color-interpolation-filters: sRGB" filter="none"/></svg>',
])('has none: %s', drawing => expect(hasEffects(drawing)).toBe(false))
