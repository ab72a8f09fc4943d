/*
 * Effects of a drawing (SVG), such as shadows and blurs: filters, whose work grows with the square of the size at which
 * they are drawn, and which no time limit ends.
 */

/** What staff do about a drawing with effects. */
export const effectsAdvice = 'Export it without effects such as shadows, or as PNG, and upload that.'

/** Whether a drawing has effects. One that is packed cannot be looked into, and counts as one that has. */
export function hasEffects(drawing: string): boolean {
  return (
    !/<svg/i.test(drawing) || /<(?:[\w.-]+:)?filter[\s/>]|\bfilter\s*[:=](?!\s*["']?\s*none)/i.test(drawing)
  )
}
