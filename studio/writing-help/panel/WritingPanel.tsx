import { Box, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { useState } from 'react'
import { type DocumentInspectorProps, getPublishedId } from 'sanity'
import { DocumentInspectorHeader, useDocumentPane } from 'sanity/structure'
import { createGlobalStyle } from 'styled-components'
import { englishName, type Language } from '#domain/languages.ts'
import { SmallButton } from '../../panes/SmallButton.tsx'
import { Bold, Muted } from '../../panes/Words.tsx'
import { countFindings, type SectionReport, type WritingReport } from '../check-writing.ts'
import type { Finding } from '../finding.ts'
import { gradeInWords, targetGrade } from '../rules/reading-level.ts'
import { toPatchEvent } from './apply-fix.ts'
import { FindingCard } from './FindingCard.tsx'
import { useLeftAlone } from './memory.ts'
import { useIsPaneNarrow } from './narrow-pane.ts'
import { useFacts } from './use-facts.ts'
import { useFix } from './use-fix.ts'
import { useReport } from './use-report.ts'

/** Beside the form: what could serve patients better, by section, in reading order. */
export function WritingPanel({ documentId, onClose }: DocumentInspectorProps) {
  const { value, formState, isDeleted, onChange, onFocus, onPathOpen } = useDocumentPane()
  const [root, setRoot] = useState<HTMLElement | null>(null)
  const isNarrow = useIsPaneNarrow(root)
  const facts = useFacts()
  const report = useReport(value, facts)
  const pressFix = useFix(value, facts, fix => onChange(toPatchEvent(fix)))
  const { isLeft, leave, bringBack } = useLeftAlone(getPublishedId(documentId))
  const canEdit = formState !== null && !formState.readOnly
  const show = (finding: Finding) => {
    if (isNarrow) onClose()
    onPathOpen(finding.path)
    onFocus(finding.path)
  }
  return (
    <Flex
      ref={setRoot}
      direction="column"
      height="fill"
      overflow="hidden"
      data-testid="writing-help"
      data-in-place-of-form={isNarrow || undefined}
    >
      {isNarrow && <InPlaceOfForm />}
      <DocumentInspectorHeader
        as="header"
        title="Writing help"
        closeButtonLabel="Close writing help"
        onClose={onClose}
      />
      <Box flex={1} overflow="auto" padding={4}>
        {isDeleted || !report ? (
          <Text size={1}>
            {isDeleted ? 'This document has been deleted: there is nothing to read.' : 'Reading the text…'}
          </Text>
        ) : (
          <Stack gap={5}>
            <Summary report={report} canEdit={canEdit} isLeft={isLeft} onBringBack={bringBack} />
            {report.sections.map((section, index) => (
              <SectionAdvice
                // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name of their own but their place.
                key={index}
                section={section}
                isLeft={isLeft}
                renderFinding={(finding, key) => (
                  <FindingCard
                    key={key}
                    finding={finding}
                    canEdit={canEdit}
                    onShow={() => show(finding)}
                    onFix={() => pressFix(finding)}
                    onLeave={() => leave(finding)}
                  />
                )}
              />
            ))}
          </Stack>
        )}
      </Box>
    </Flex>
  )
}

/** Where there is no room for both, the panel takes the place of the form until it is closed: Sanity would put it outside the window. */
const InPlaceOfForm = createGlobalStyle`
  [data-testid='document-pane']:has([data-in-place-of-form]) {
    min-width: 0 !important;
  }
  [data-testid='document-panel-form-view']:has(+ aside [data-in-place-of-form]) {
    display: none !important;
  }
  aside[data-ui='DocumentInspectorPanel']:has([data-in-place-of-form]) {
    flex: 1 !important;
    min-width: 0 !important;
    max-width: none !important;
  }
`

function Summary(props: {
  report: WritingReport
  canEdit: boolean
  isLeft: (finding: Finding) => boolean
  onBringBack: () => void
}) {
  const { report, canEdit, isLeft, onBringBack } = props
  const count = countFindings(report, finding => !isLeft(finding))
  const left = countFindings(report, isLeft)
  const isWellWritten = count === 0 && report.grade !== null
  return (
    <Stack gap={4}>
      <Card tone={isWellWritten ? 'positive' : 'transparent'} border radius={2} padding={3}>
        <Stack gap={3}>
          <Bold role="status">{isWellWritten ? 'Nothing to improve: well written.' : headline(count)}</Bold>
          <Text size={1}>{report.language ? unreadWords(report.language) : gradeWords(report.grade)}</Text>
          <Muted>
            {canEdit
              ? 'This is advice. You can publish without following it.'
              : 'You can read this advice. To change the text, ask somebody who may edit it.'}
          </Muted>
        </Stack>
      </Card>
      {left > 0 && (
        <Flex align="center" gap={2}>
          <Box flex={1}>
            <Muted>{left === 1 ? 'One is left as it is.' : `${left} are left as they are.`}</Muted>
          </Box>
          <SmallButton mode="bleed" text="Show again" onClick={onBringBack} />
        </Flex>
      )}
    </Stack>
  )
}

function SectionAdvice(props: {
  section: SectionReport
  isLeft: (finding: Finding) => boolean
  renderFinding: (finding: Finding, key: string) => React.ReactNode
}) {
  const { section, isLeft, renderFinding } = props
  const findings = section.findings.filter(finding => !isLeft(finding))
  if (findings.length === 0) return null
  return (
    <Stack as="section" gap={3} aria-label={section.title}>
      <Flex align="flex-end" gap={3}>
        <Box flex={1}>
          <Heading as="h3" size={0}>
            {section.title}
          </Heading>
        </Box>
        {section.grade !== null && (
          <Text size={0} muted>
            Reads {gradeInWords(section.grade)}
          </Text>
        )}
      </Flex>
      {findings.map((finding, index) => renderFinding(finding, `${finding.rule} ${finding.words} ${index}`))}
    </Stack>
  )
}

function headline(count: number): string {
  if (count === 0) return 'Nothing stands out.'
  return count === 1 ? 'One thing to look at' : `${count} things to look at`
}

function unreadWords(language: Language): string {
  return `Writing help reads English, and this is in ${englishName(language)}: it looks for typed phone numbers, and for nothing else. Ask somebody who speaks the language to read it.`
}

function gradeWords(grade: number | null): string {
  if (grade === null) return 'Too little text to say how hard it reads.'
  const target = `Aim at grade ${targetGrade.from} to ${targetGrade.to}.`
  if (grade > targetGrade.to) return `Reads ${gradeInWords(grade)}. ${target}`
  return `Reads ${gradeInWords(grade)}: most patients follow it with ease.`
}
