import { Box, Button, Card, Checkbox, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { CopyPasteProvider, useCurrentUser, VirtualizerScrollInstanceProvider } from 'sanity'
import { firstHomePage, firstSettings } from '../documents/first-values.ts'
import type { SiteStage } from '../documents/overview.ts'
import { SmallButton } from '../panes/SmallButton.tsx'
import { Bold, Muted, Problem } from '../panes/Words.tsx'
import { TrySample } from '../sample/TrySample.tsx'
import { HomePreview } from './HomePreview.tsx'
import { SetUpFields, useFirstForm } from './SetUpForm.tsx'
import { usePublishFirst } from './use-publish-first.ts'

/** What a site cannot do without, on one page, with what patients will see of it: published with one press. */
export function SetUpPage({ stage }: { stage: SiteStage }) {
  const isAdministrator = useCurrentUser()?.roles.some(({ name }) => name === 'administrator') ?? false
  if (!isAdministrator) {
    return (
      <Text size={1} data-testid="set-up-others">
        This site is not set up yet. An administrator of the clinic begins here.
      </Text>
    )
  }
  return (
    <CopyPasteProvider>
      <SetUp stage={stage} />
    </CopyPasteProvider>
  )
}

function SetUp({ stage }: { stage: SiteStage }) {
  const [first] = useState({ settings: firstSettings('siteSettings'), homePage: firstHomePage('homePage') })
  const settings = useFirstForm(first.settings)
  const homePage = useFirstForm(first.homePage)
  const [isConfirmed, setIsConfirmed] = useState(false)
  const [page, setPage] = useState<HTMLDivElement | null>(null)
  const publishing = usePublishFirst(settings, homePage, isConfirmed)
  return (
    <div data-testid="set-up" ref={setPage}>
      <Stack gap={5}>
        <Stack gap={4}>
          <Heading as="h1" size={3}>
            Set up your site
          </Heading>
          <Text>
            {stage === 'replacing'
              ? 'The sample is gone. Patients see its name and numbers until you publish yours.'
              : 'A few things that no site can do without. Patients see nothing before you publish.'}{' '}
            What you type is kept as you go.
          </Text>
        </Stack>
        {stage === 'empty' && <TrySample />}
        {/* Lists in forms draw the part of them that is in sight. */}
        <VirtualizerScrollInstanceProvider
          scrollElement={page?.parentElement?.parentElement ?? null}
          containerElement={{ current: page }}
        >
          <div style={columns}>
            <Stack gap={4}>
              <Section title="Your clinic">
                <SetUpFields form={settings} names={['clinicName', 'description']} />
              </Section>
              <Section title="How patients reach you">
                <SetUpFields form={settings} names={['callNumber', 'textNumber']} />
              </Section>
              <Section title="Where and when">
                <SetUpFields form={settings} names={['address', 'openingHours', 'timeZone']} />
              </Section>
              <Section title="The first words on your home page">
                <SetUpFields form={homePage} names={['heading', 'introduction']} />
              </Section>
              <Card as="section" border radius={3} padding={[3, 4]}>
                {/* Folded: a site goes without, and it can wait. */}
                <details>
                  <summary style={{ cursor: 'pointer' }}>
                    <Heading as="h2" size={1} style={{ display: 'inline-block', verticalAlign: 'middle' }}>
                      Your color and logo, if you have them
                    </Heading>
                  </summary>
                  <Box paddingTop={5}>
                    <SetUpFields form={settings} names={['look']} />
                  </Box>
                </details>
              </Card>
              <Section title="Before patients text you">
                <SetUpFields form={settings} names={['textingTerms']} />
                <Flex gap={3} as="label" align="flex-start">
                  <Checkbox
                    checked={isConfirmed}
                    onChange={event => setIsConfirmed(event.currentTarget.checked)}
                    data-testid="confirm-terms"
                  />
                  <Text size={1}>I have read the texting terms, and they are right for our clinic.</Text>
                </Flex>
              </Section>
              <PublishPart publishing={publishing} isConfirmed={isConfirmed} />
            </Stack>
            <div style={beside}>
              <HomePreview settings={settings.value} homePage={homePage.value} />
            </div>
          </div>
        </VirtualizerScrollInstanceProvider>
      </Stack>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card as="section" border radius={3} padding={[3, 4]}>
      <Stack gap={5}>
        <Heading as="h2" size={1}>
          {title}
        </Heading>
        {children}
      </Stack>
    </Card>
  )
}

function PublishPart(props: { publishing: ReturnType<typeof usePublishFirst>; isConfirmed: boolean }) {
  const { publishing, isConfirmed } = props
  const { isBusy, isReady, needs, problem, press } = publishing
  return (
    <Stack gap={4}>
      {needs.length > 0 && (
        <Card tone="caution" border radius={2} padding={4} role="alert" data-testid="set-up-needs">
          <Stack gap={4}>
            <Bold>Not published yet. Still needed:</Bold>
            <Flex gap={2} wrap="wrap">
              {needs.map(({ title, path, form }) => (
                <SmallButton
                  key={`${form.documentId} ${title}`}
                  text={title}
                  onClick={() => {
                    form.onPathOpen(path)
                    form.onProgrammaticFocus(path)
                  }}
                />
              ))}
            </Flex>
          </Stack>
        </Card>
      )}
      {problem && <Problem>{problem}</Problem>}
      <Flex gap={3} align="center" wrap="wrap">
        <Button
          tone="positive"
          fontSize={2}
          padding={4}
          text="Publish the site"
          loading={isBusy}
          disabled={isBusy || !isConfirmed}
          onClick={press}
        />
        <Box flex={1}>
          <Muted>
            {isReady
              ? 'It is live in a few seconds. You can change everything later.'
              : isConfirmed
                ? 'It can be published once all that is needed is filled in.'
                : 'First tick the box above: somebody must have read the texting terms.'}
          </Muted>
        </Box>
      </Flex>
    </Stack>
  )
}

const columns = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 22rem), 1fr))',
  alignItems: 'start',
  gap: '1.5rem',
} as const
const beside = { position: 'sticky', top: 0 } as const
