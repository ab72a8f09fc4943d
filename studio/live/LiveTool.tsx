import { Box, Card, Container, Flex, Heading, Stack, Text } from '@sanity/ui'
import { Preview, useSchema } from 'sanity'
import { IntentLink } from 'sanity/router'
import { formatMoment } from '../documents/format-moment.ts'
import { LiveWords } from './LiveBanner.tsx'
import { isUpgradeWaiting } from './live-state.ts'
import { type OverviewFault, useOverview } from './overview-context.ts'
import type { PublisherState } from './site-reading.ts'
import { toSiteState, waitingDocuments } from './site-state.ts'
import { type PublishedDocument, usePublished } from './use-published.ts'
import { useNow, useSite } from './use-site.ts'

/** “Is it live?” for the whole site: its status, what is waiting, what is held back, and the next timed change. */
export function LiveTool() {
  const { siteUrl, site } = useSite()
  const published = usePublished()
  const overview = useOverview()
  const now = useNow()
  const release = site?.release ?? null
  const publisher = site?.publisher ?? null
  const waiting = release && published ? waitingDocuments(published, release) : []
  return (
    <Card height="fill" overflow="auto">
      <Container width={2} padding={5}>
        <Stack gap={6}>
          <Heading as="h1" size={4}>
            Is it live?
          </Heading>
          <LiveWords state={toSiteState(site, waiting.length, now)} siteUrl={siteUrl} />
          {isUpgradeWaiting(publisher) && <Losses problems={publisher?.problems ?? []} />}
          {release?.nextChangeAt && (
            <Text>
              The site next changes by itself: {formatMoment(release.nextChangeAt, release.timeZone, now)}.
            </Text>
          )}
          <DocumentList title="Published, not live yet" documents={waiting} />
          {overview && overview.faults.length > 0 && <Faults faults={overview.faults} />}
        </Stack>
      </Container>
    </Card>
  )
}

/** What a new version of the site would take from patients. */
function Losses({ problems }: { problems: NonNullable<PublisherState['problems']> }) {
  return (
    <Stack gap={3} data-testid="upgrade-losses">
      <Heading as="h2" size={2}>
        What patients would lose
      </Heading>
      {problems.map(({ path, message }) => (
        <Card key={`${path} ${message}`} tone="caution" border radius={2} padding={3}>
          <Text size={1}>{path ? `${path} ${message}` : message}</Text>
        </Card>
      ))}
    </Stack>
  )
}

function DocumentList({ title, documents }: { title: string; documents: readonly PublishedDocument[] }) {
  const schema = useSchema()
  if (documents.length === 0) return null
  return (
    <Stack gap={3} data-testid="waiting-documents">
      <Heading as="h2" size={2}>
        {title}
      </Heading>
      {documents.slice(0, 50).map(({ id, type }) => {
        const schemaType = schema.get(type)
        return (
          <IntentLink
            key={id}
            intent="edit"
            params={{ id, type }}
            style={{ color: 'inherit', textDecoration: 'none' }}
          >
            <Card border radius={2} padding={2}>
              {schemaType ? (
                <Preview schemaType={schemaType} value={{ _id: id, _type: type }} layout="default" />
              ) : (
                id
              )}
            </Card>
          </IntentLink>
        )
      })}
    </Stack>
  )
}

function Faults({ faults }: { faults: readonly OverviewFault[] }) {
  return (
    <Stack gap={3} data-testid="site-faults">
      <Heading as="h2" size={2}>
        To mend
      </Heading>
      {faults.map(({ documentId, type, title, field, fieldTitle, reason, level }) => (
        <Card
          key={`${documentId} ${field} ${reason}`}
          tone={level === 'heldBack' ? 'critical' : 'caution'}
          border
          radius={2}
          padding={3}
        >
          <Stack gap={3}>
            <Flex gap={3} wrap="wrap">
              <Box flex={1}>
                <Text weight="semibold">{title}</Text>
              </Box>
              <Text size={1}>{level === 'heldBack' ? 'Held back' : 'Shown, but incomplete'}</Text>
            </Flex>
            <Text size={1}>{reason}</Text>
            <Text size={1}>
              <IntentLink intent="edit" params={{ id: documentId, type, path: field }}>
                Open the field “{fieldTitle}”
              </IntentLink>
            </Text>
          </Stack>
        </Card>
      ))}
    </Stack>
  )
}
