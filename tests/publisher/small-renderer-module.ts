import { createSmallRenderer } from './small-renderer.ts'

/** The small site as a module, as the publisher's process loads its renderer. */
export const {
  changesBetween,
  codeVersion,
  describeInstant,
  faults,
  fieldWords,
  holdBack,
  isImmutable,
  loadRevisions,
  loadSnapshot,
  nextChangeAt,
  paths,
  readDay,
  render,
  restoreSnapshot,
} = createSmallRenderer()
