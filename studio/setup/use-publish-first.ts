import type { SanityClient } from '@sanity/client'
import { useEffect, useRef, useState } from 'react'
import {
  getDraftId,
  type SanityDocumentLike,
  useClient,
  useDocumentOperation,
  useSyncState,
  useValidationStatus,
  useWorkspace,
  validateDocument,
  type Workspace,
} from 'sanity'
import { emptyNeeds, type Need, publishNeeds } from '../inputs/typed-entry/publish-needs.ts'
import { apiVersion } from '../project.ts'
import { noticeDrafts } from './notice-drafts.ts'
import type { FirstForm } from './SetUpForm.tsx'

export interface Publishing {
  /** Whether a press on the button is being carried out. */
  isBusy: boolean
  /** Whether the next press publishes. */
  isReady: boolean
  /** What is missing or wrong, once somebody has pressed. */
  needs: readonly (Need & { form: FirstForm })[]
  problem: string | null
  press(): void
}

/**
 * Publishes both singletons in one step, and leaves drafts of the notices. A press waits until the Content Lake has all
 * that was typed, and the rules have judged it.
 */
export function usePublishFirst(settings: FirstForm, homePage: FirstForm, isConfirmed: boolean): Publishing {
  const client = useClient({ apiVersion })
  const workspace = useWorkspace()
  const states = [useFormStatus(settings), useFormStatus(homePage)]
  const [isPressed, setIsPressed] = useState(false)
  const [isShown, setIsShown] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const needs = states.flatMap(state => state.needs)
  const isSettled = states.every(state => state.isSettled)
  const isReady = isConfirmed && needs.length === 0

  const latest = useRef({ publish, isReady })
  latest.current = { publish, isReady }
  useEffect(() => {
    if (!isPressed || !isSettled) return
    setIsPressed(false)
    if (latest.current.isReady) void latest.current.publish()
    else setIsShown(true)
  }, [isPressed, isSettled])

  async function publish(): Promise<void> {
    setIsBusy(true)
    setProblem(null)
    try {
      await publishBoth(client, workspace, [settings.value, homePage.value])
      // Another page takes the place of this one once the overview has it.
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      setProblem(`Nothing was published, and nothing is lost. Try again in a moment: ${reason}`)
      setIsBusy(false)
      setIsShown(true)
    }
  }

  return {
    isBusy: isBusy || isPressed,
    isReady,
    needs: isShown ? needs : [],
    problem,
    press: () => setIsPressed(true),
  }
}

/** How long after the last key what was typed is sent, in milliseconds. */
const sendAfterMs = 1000

function useFormStatus(form: FirstForm) {
  const { documentId, documentType, value, schemaType } = form
  const { isSyncing } = useSyncState(documentId, documentType)
  const { validation, isValidating, revision } = useValidationStatus(value._id, documentType, true)
  const { commit } = useDocumentOperation(documentId, documentType)
  // Sanity sends what was typed in the last second in one document: what was typed in the other would wait for its next key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it counts from the last key.
  useEffect(() => {
    if (!isSyncing) return
    const timer = setTimeout(() => commit.execute(), sendAfterMs)
    return () => clearTimeout(timer)
  }, [isSyncing, value, commit])
  // Sanity judges what is stored alone: of a form that nobody has touched, nothing.
  const found = '_rev' in value ? publishNeeds(schemaType, validation, value) : emptyNeeds(schemaType, value)
  const needs = found.map(need => ({ ...need, form }))
  // What was judged must be what is there now.
  const isJudged = !isValidating && (!('_rev' in value) || revision === value._rev)
  return { needs, isSettled: !isSyncing && isJudged }
}

/** @throws when what is stored is not what was judged, or the Content Lake refuses: nothing has changed then. */
async function publishBoth(
  client: SanityClient,
  workspace: Workspace,
  judged: readonly SanityDocumentLike[],
): Promise<void> {
  const { ndjson } = await import('../sample/seed-files.ts')
  const lake = client.withConfig({ perspective: 'raw', useCdn: false })
  const transaction = lake.transaction()
  let clinicName = ''
  for (const { _type: id, _rev: judgedRevision } of judged) {
    const draft = await lake.getDocument(getDraftId(id))
    if (!draft) continue
    if (draft._rev !== judgedRevision) throw new Error('somebody is still writing here.')
    // The form's own judgement can be of the state before the last key.
    const markers = await validateDocument({ document: draft, workspace })
    if (markers.some(({ level }) => level === 'error')) throw new Error('something is still needed.')
    const { _rev, _createdAt, _updatedAt, ...content } = draft
    transaction.createOrReplace({ ...content, _id: id }).delete(draft._id)
    if (typeof draft.clinicName === 'string') clinicName = draft.clinicName
  }
  for (const notice of clinicName ? noticeDrafts(ndjson, clinicName) : [])
    transaction.createIfNotExists(notice)
  await transaction.commit({ tag: 'set-up' })
}
