import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { ClockIcon } from '@sanity/icons/Clock'
import { EditIcon } from '@sanity/icons/Edit'
import { LaunchIcon } from '@sanity/icons/Launch'
import { SyncIcon } from '@sanity/icons/Sync'
import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { Box, Card, type CardTone, Flex, Stack, Text } from '@sanity/ui'
import type { ComponentType, ReactNode } from 'react'
import { getPublishedId, type InputProps, useEditState, useSchema } from 'sanity'
import { useDocumentPane } from 'sanity/structure'
import { fieldTitle, keyedPath } from '../documents/field-title.ts'
import { formDocumentId } from '../documents/form-document.ts'
import { useOpenField } from '../documents/use-open-field.ts'
import { SmallButton } from '../panes/SmallButton.tsx'
import { Bold, Sign } from '../panes/Words.tsx'
import { useLingeringDraft } from './lingering-draft.ts'
import { type LiveState, toLiveState } from './live-state.ts'
import { toStudioDocument } from './studio-document.ts'
import { useNow, useSite } from './use-site.ts'

/** Above every form: whether patients see the document, and if not, why and what to do. */
export function LiveBanner({ id, type }: { id: string; type: string }) {
  const { draft, published, ready } = useEditState(id, type, 'low')
  const { siteUrl, site } = useSite(id)
  const now = useNow()
  const pair = { draft: toStudioDocument(draft), published: toStudioDocument(published) }
  const lingering = useLingeringDraft(pair, now)
  if (!ready) return null
  const state = toLiveState({ id, type, ...pair, draft: lingering }, site, now)
  return (
    <LiveWords
      state={state}
      siteUrl={siteUrl}
      toMend={state.field !== null && <OpenField type={type} field={state.field} />}
    />
  )
}

/** Leads to the field that staff must mend, by the name that it has in the form. */
export function OpenField({ type, field }: { type: string; field: string }) {
  const { value } = useDocumentPane()
  const schemaType = useSchema().get(type)
  const open = useOpenField()
  return (
    <SmallButton
      text={`Open the field “${fieldTitle(schemaType, field)}”`}
      onClick={() => open(keyedPath(field, value))}
    />
  )
}

/** A state in words, with its sign, the way to the field to mend, and the way to the page. */
export function LiveWords(props: { state: LiveState; siteUrl: string | null; toMend?: ReactNode }) {
  const { state, siteUrl, toMend } = props
  const { kind, words, explanation, path } = state
  const { tone, Icon } = looks[kind]
  return (
    <Card tone={tone} radius={2} padding={3} border data-testid="live-state" data-state={kind}>
      <Flex gap={3} align="flex-start" wrap="wrap">
        <Sign icon={Icon} />
        <Stack gap={3} flex={1}>
          <Bold role="status">{words}</Bold>
          {explanation && <Text size={1}>{explanation}</Text>}
          {toMend && <Box>{toMend}</Box>}
        </Stack>
        {path && siteUrl && (
          <Box>
            <Text size={1}>
              <a href={siteUrl + path} target="_blank" rel="noreferrer">
                See it on the site <LaunchIcon aria-hidden="true" style={{ marginInlineStart: '-0.2em' }} />
              </a>
            </Text>
          </Box>
        )}
      </Flex>
    </Card>
  )
}

const looks: Record<LiveState['kind'], { tone: CardTone; Icon: ComponentType }> = {
  asking: { tone: 'transparent', Icon: SyncIcon },
  draft: { tone: 'transparent', Icon: EditIcon },
  publishing: { tone: 'primary', Icon: SyncIcon },
  withdrawing: { tone: 'primary', Icon: SyncIcon },
  live: { tone: 'positive', Icon: CheckmarkCircleIcon },
  scheduled: { tone: 'primary', Icon: ClockIcon },
  ended: { tone: 'transparent', Icon: ClockIcon },
  late: { tone: 'caution', Icon: ClockIcon },
  cutOff: { tone: 'caution', Icon: WarningOutlineIcon },
  paused: { tone: 'caution', Icon: WarningOutlineIcon },
  heldBack: { tone: 'critical', Icon: WarningOutlineIcon },
  failed: { tone: 'critical', Icon: WarningOutlineIcon },
  unreachable: { tone: 'critical', Icon: WarningOutlineIcon },
}

/** Puts the banner above the form of a document; every other input stays as it is. */
export function DocumentInput(props: InputProps) {
  const id = formDocumentId(props)
  if (id === null) return props.renderDefault(props)
  return (
    <Stack gap={5}>
      <LiveBanner id={getPublishedId(id)} type={props.schemaType.name} />
      {props.renderDefault(props)}
    </Stack>
  )
}
