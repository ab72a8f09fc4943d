import { createSmallRenderer } from './small-renderer.ts'

/** The small site as a module, as the publisher's process loads its renderer. */
export const {
  changesBetween,
  codeVersion,
  faults,
  holdBack,
  isImmutable,
  loadRevisions,
  loadSnapshot,
  nextChangeAt,
  paths,
  render,
  restoreSnapshot,
} = createSmallRenderer()
