import type { sizes } from './pictures/sizes.ts'

/** The name of a picture, as its file is called. */
export type PictureName = keyof typeof sizes

/** One of the jobs that staff come to the Studio for. Names of buttons and fields are in “quotation marks”. */
export interface Job {
  /** Names its place on the page, in addresses too. */
  readonly id: string
  readonly title: string
  /** When somebody has this job, in one line. */
  readonly when: string
  /** Who alone can do it; absent where all staff can. */
  readonly role?: 'administrator'
  readonly steps: readonly Step[]
  /** Where it begins; the first is where it most often does. */
  readonly links: readonly [JobLink, ...JobLink[]]
}

/** One thing to do, with a picture where that helps. */
export interface Step {
  readonly words: string
  readonly picture?: { readonly name: PictureName; readonly alt: string }
}

/** A button that leads into the Studio: to a form, or to a path within the Studio. */
export type JobLink = { readonly label: string } & (
  | {
      readonly intent: 'create' | 'edit'
      readonly params: { readonly type: string; readonly [name: string]: string }
    }
  | { readonly path: string }
)
