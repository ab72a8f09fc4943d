import { Box, Button, Dialog, Flex, Radio, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { useEffect, useId, useState } from 'react'
import {
  getPublishedId,
  LoadingBlock,
  type SanityDocument,
  useClient,
  useCurrentUser,
  useSchema,
  useValuePreview,
} from 'sanity'
import { useOverview } from '../live/overview-context.ts'
import { Bold, Muted, Problem } from '../panes/Words.tsx'
import { apiVersion } from '../project.ts'
import { findPath, type Leaving, loadOldAddresses, loadReferrers, withdraw } from './lake.ts'
import { type OldAddress, planWithdrawal } from './old-addresses.ts'
import { type PageChoice, PagePicker } from './PagePicker.tsx'
import { toReason } from './publish-action.ts'
import { ReferrerList } from './ReferrerList.tsx'
import type { Referrers } from './referrers.ts'
import {
  draftsFate,
  farewell,
  fate,
  heading,
  linksFate,
  type Subject,
  startsFate,
  translationsFate,
} from './withdrawal-words.ts'

/** Before a document leaves the site: what refers to it, and where its visitors go. */
export function WithdrawDialog(props: {
  leaving: Leaving
  subject: SanityDocument
  draft: SanityDocument | null
  isPublished: boolean
  onClose: () => void
}) {
  const { leaving, subject: document, draft, isPublished, onClose } = props
  const id = getPublishedId(document._id)
  const path = isPublished ? findPath(document) : null
  const client = useClient({ apiVersion })
  const toast = useToast()
  const title = useTitle(document)
  const zone = useOverview()?.content.zone
  const by = useCurrentUser()?.name ?? ''
  const facts = useFacts(id, path, zone)
  const [outcome, setOutcome] = useState<'moved' | 'gone' | null>(null)
  const [page, setPage] = useState<PageChoice | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const subject = { title, path, isPublished, type: document._type }
  const needsDestination =
    facts !== null && (path !== null || facts.addresses.some(({ target }) => target === id))
  const destination = outcome === 'gone' ? outcome : outcome === 'moved' ? page : null
  const isDecided = facts !== null && !facts.problem && (!needsDestination || destination !== null)

  async function carryOut(): Promise<void> {
    if (!zone) return
    setIsBusy(true)
    setProblem(null)
    try {
      const known = await loadOldAddresses(client, id, path ? [path] : [])
      const writes = destination ? planWithdrawal({ id, path }, destination, known) : []
      const clock = { zone, now: Temporal.Now.instant() }
      await withdraw(client, { document, draft, title }, leaving, { writes, clock, by })
      const told = destination === null || destination === 'gone' ? destination : destination.title
      toast.push({
        status: 'success',
        title: farewell(leaving, subject, told),
        duration: 12_000,
        closable: true,
      })
      onClose()
    } catch (error) {
      setProblem(`Nothing has changed. ${toReason(error)}`)
      setIsBusy(false)
    }
  }

  return (
    <Dialog
      id="withdrawing"
      header={heading(leaving, subject)}
      width={1}
      onClose={onClose}
      footer={
        <Flex padding={3} gap={3} justify="flex-end" align="center">
          {!isDecided && facts && !facts.problem && (
            <Box flex={1}>
              <Muted>{outcome === 'moved' ? 'Choose the page.' : 'Choose what visitors find.'}</Muted>
            </Box>
          )}
          <Button mode="ghost" text="Cancel" onClick={onClose} disabled={isBusy} />
          <Button
            tone="critical"
            text={leaving === 'delete' ? 'Delete now' : 'Unpublish now'}
            disabled={!isDecided || isBusy}
            loading={isBusy}
            onClick={() => void carryOut()}
          />
        </Flex>
      }
    >
      <Stack padding={4} gap={5}>
        <Text size={1}>{fate(leaving, subject)}</Text>
        {facts === null ? (
          <LoadingBlock showText title="Looking for what links to it…" />
        ) : facts.problem ? (
          <Problem>{facts.problem}</Problem>
        ) : (
          <ReferrersAndFates referrers={facts.referrers} leaving={leaving} subject={subject} />
        )}
        {needsDestination && (
          <Stack gap={4} role="radiogroup" aria-label={question(path)}>
            <Bold>{question(path)}</Bold>
            <Choice
              name="moved"
              title="Another page"
              explanation="The best choice when a page here answers the same question. Bookmarks and search engines follow."
              outcome={outcome}
              onChoose={setOutcome}
            />
            {outcome === 'moved' && (
              <Box paddingLeft={4}>
                <PagePicker id={id} chosen={page} onChoose={setPage} />
              </Box>
            )}
            <Choice
              name="gone"
              title="A note that the page is gone"
              explanation="With the numbers to call and text, and the way to the other pages. Search engines forget the address."
              outcome={outcome}
              onChoose={setOutcome}
            />
          </Stack>
        )}
        {problem && <Problem>{problem}</Problem>}
      </Stack>
    </Dialog>
  )
}

function ReferrersAndFates(props: { referrers: Referrers; leaving: Leaving; subject: Subject }) {
  const { referrers, leaving, subject } = props
  const { leaving: starts, staying, translations, drafts } = referrers
  const lists = [
    { name: 'starts', items: starts, words: startsFate(leaving, starts.length) },
    { name: 'referrers', items: staying, words: linksFate(staying.length, subject) },
    { name: 'translations', items: translations, words: translationsFate(translations.length) },
    { name: 'drafts', items: drafts, words: draftsFate(drafts.length) },
  ].filter(({ items }) => items.length > 0)
  if (lists.length === 0) return <Text size={1}>Nothing else refers to it.</Text>
  return lists.map(({ name, items, words }) => (
    <Stack key={name} gap={3}>
      <Text size={1}>{words}</Text>
      <ReferrerList name={name} referrers={items} />
    </Stack>
  ))
}

function question(path: string | null): string {
  return path
    ? `What do visitors of ${path} find from now on?`
    : 'What do visitors of its old addresses find from now on?'
}

function Choice(props: {
  name: 'moved' | 'gone'
  title: string
  explanation: string
  outcome: 'moved' | 'gone' | null
  onChoose: (name: 'moved' | 'gone') => void
}) {
  const { name, title, explanation, outcome, onChoose } = props
  const id = useId()
  return (
    <Flex gap={3} align="flex-start">
      <Radio id={id} name="withdrawing-outcome" checked={outcome === name} onChange={() => onChoose(name)} />
      <Stack as="label" htmlFor={id} gap={2} flex={1}>
        <Text size={1} weight="medium">
          {title}
        </Text>
        <Muted>{explanation}</Muted>
      </Stack>
    </Flex>
  )
}

/** What must be known before staff decide; null while it is read. */
type Facts = { referrers: Referrers; addresses: readonly OldAddress[]; problem?: string }

const noReferrers: Referrers = { leaving: [], staying: [], translations: [], drafts: [] }

function useFacts(id: string, path: string | null, zone: string | undefined): Facts | null {
  const client = useClient({ apiVersion })
  const [facts, setFacts] = useState<Facts | null>(null)
  useEffect(() => {
    if (zone === undefined) return
    const clock = { zone, now: Temporal.Now.instant() }
    const addresses = loadOldAddresses(client, id, path ? [path] : [])
    Promise.all([loadReferrers(client, id, clock), addresses]).then(
      ([referrers, addresses]) => setFacts({ referrers, addresses }),
      (error: unknown) => setFacts({ referrers: noReferrers, addresses: [], problem: toReason(error) }),
    )
  }, [client, id, path, zone])
  return facts
}

/** The name of the document in lists. */
function useTitle(document: SanityDocument): string {
  const schemaType = useSchema().get(document._type)
  const { value } = useValuePreview({ enabled: true, schemaType, value: document })
  return typeof value?.title === 'string' ? value.title : (schemaType?.title ?? 'this document')
}
