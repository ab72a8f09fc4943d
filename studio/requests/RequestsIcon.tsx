import { EnvelopeIcon } from '@sanity/icons/Envelope'
import { Count } from '../panes/Count.tsx'
import { useRequests } from './RequestsProvider.tsx'

/** The sign of “Asked to publish”: how many drafts wait for an answer. */
export function RequestsIcon() {
  const waiting = useRequests()?.filter(({ answer }) => answer === null).length ?? 0
  return waiting === 0 ? (
    <EnvelopeIcon />
  ) : (
    <Count count={waiting} label={`${waiting} asked to publish`} isPressing />
  )
}
