import { RevertIcon } from '@sanity/icons/Revert'
import { Flex, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { useEffect, useState } from 'react'
import { useClient, useCurrentUser, useHistoryStore, useUser } from 'sanity'
import { IntentLink, useRouter } from 'sanity/router'
import { formatMoment } from '../documents/format-moment.ts'
import type { OverviewContent } from '../documents/overview.ts'
import { Part } from '../panes/Part.tsx'
import { SmallButton } from '../panes/SmallButton.tsx'
import { Muted } from '../panes/Words.tsx'
import { apiVersion } from '../project.ts'
import { type Change, latelyChanged, type Transaction } from './changes.ts'
import { loadTransactions, putBack } from './history.ts'

/** So many changes are listed. */
const most = 6

/** What changed on the site lately, by whom, and the way back to what it said before. */
export function Lately(props: { content: OverviewContent; now: Temporal.Instant; mayWrite: boolean }) {
  const { content, now, mayWrite } = props
  const { transactions, isCurrent } = useTransactions(content)
  const changes = Array.isArray(transactions) ? latelyChanged(transactions, content).slice(0, most) : []
  return (
    <Part name="lately" title="What changed lately">
      {transactions === null && <Note>Looking…</Note>}
      {transactions === 'unreadable' && <Note>This could not be read just now.</Note>}
      {Array.isArray(transactions) && changes.length === 0 && <Note>Nothing yet.</Note>}
      <Stack gap={4}>
        {changes.map(change => (
          <ChangeRow
            key={change.transactionId + change.id}
            change={change}
            when={formatMoment(change.at, content.zone, now)}
            mayWrite={mayWrite}
            isCurrent={isCurrent}
          />
        ))}
      </Stack>
    </Part>
  )
}

/**
 * The log of the documents that changed last, read again with each change of the overview. Until then, the one before
 * lacks the newest change, and what it offers to put back may be older than it says.
 */
function useTransactions(content: OverviewContent) {
  const client = useClient({ apiVersion })
  const [transactions, setTransactions] = useState<Transaction[] | 'unreadable' | null>(null)
  const [readFor, setReadFor] = useState<OverviewContent | null>(null)
  useEffect(() => {
    let isWanted = true
    loadTransactions(client, content, Temporal.Now.instant()).then(
      found => {
        if (!isWanted) return
        setTransactions(found)
        setReadFor(content)
      },
      error => {
        console.error('The last changes could not be read:', error)
        if (isWanted) setTransactions('unreadable')
      },
    )
    return () => {
      isWanted = false
    }
  }, [client, content])
  return { transactions, isCurrent: readFor === content }
}

const kindWords = { added: 'Put on the site', changed: 'Changed', removed: 'Taken off the site' } as const

function ChangeRow(props: { change: Change; when: string; mayWrite: boolean; isCurrent: boolean }) {
  const { change, when, mayWrite, isCurrent } = props
  const { id, type, title, kind, author, others, hasDraft } = change
  const [user] = useUser(author)
  const isOwn = useCurrentUser()?.id === author
  const by = isOwn ? ' by you' : user?.displayName ? ` by ${user.displayName}` : ''
  const name = others > 0 ? `${title} and ${others} more` : title
  // Of a step that changed several, one alone is not what it was before.
  const isOffered = mayWrite && (kind === 'removed' || (kind === 'changed' && others === 0 && !hasDraft))
  return (
    <Flex gap={3} align="center" data-testid={`lately-${id}`}>
      <Stack gap={3} flex={1}>
        <Text size={1} weight="medium">
          {kind === 'removed' && !hasDraft ? (
            name
          ) : (
            <IntentLink intent="edit" params={{ id, type }}>
              {name}
            </IntentLink>
          )}
        </Text>
        <Muted>
          {kindWords[kind]}
          {by}, {when}
          {kind === 'changed' && hasDraft && ' · has newer changes that are not published'}
        </Muted>
      </Stack>
      {isOffered && <PutBack change={change} isCurrent={isCurrent} />}
    </Flex>
  )
}

function PutBack({ change, isCurrent }: { change: Change; isCurrent: boolean }) {
  const { id, type, title, kind, hasDraft } = change
  const client = useClient({ apiVersion })
  const history = useHistoryStore()
  const { navigateIntent } = useRouter()
  const toast = useToast()
  const [isBusy, setIsBusy] = useState(false)
  const run = async () => {
    setIsBusy(true)
    try {
      if (!(kind === 'removed' && hasDraft)) await putBack(client, history, change)
      toast.push({
        status: 'success',
        title: 'What it said before is here as a draft',
        description: 'Patients see it once you press “Publish”.',
      })
      navigateIntent('edit', { id, type })
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error)
      toast.push({ status: 'error', title: 'It could not be put back', description })
      setIsBusy(false)
    }
  }
  return (
    <SmallButton
      icon={RevertIcon}
      text="Put back"
      aria-label={`Put back: ${title}`}
      disabled={isBusy || !isCurrent}
      onClick={() => void run()}
    />
  )
}

function Note({ children }: { children: string }) {
  return <Text size={1}>{children}</Text>
}
