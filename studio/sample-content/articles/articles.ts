import type { SampleDocument } from '../document.ts'
import { esketamineOrKetamineInfusion } from './esketamine-or-ketamine-infusion.ts'
import { gettingHelpNow } from './getting-help-now.ts'
import { howKetamineWorks } from './how-ketamine-works.ts'
import { isGroupTherapyForMe } from './is-group-therapy-for-me.ts'
import { preparingForAFirstVisit } from './preparing-for-a-first-visit.ts'
import { whatOffLabelMeans } from './what-off-label-means.ts'
import { whatToExpectInTms } from './what-to-expect-in-tms.ts'

/** Articles whose dates lie in the past; one of them is due for its yearly review. */
export function articles(now: Temporal.Instant): SampleDocument[] {
  return [
    howKetamineWorks,
    whatToExpectInTms,
    isGroupTherapyForMe,
    whatOffLabelMeans,
    esketamineOrKetamineInfusion,
    gettingHelpNow,
    preparingForAFirstVisit,
  ].map(write => write(now))
}
