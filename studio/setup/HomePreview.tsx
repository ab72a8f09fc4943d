import { Card, Heading, Stack } from '@sanity/ui'
import { z } from 'zod'
import { hoursLines } from '#domain/opening-hours.ts'
import { timeOfDayPattern, weekdays } from '#domain/vocabulary.ts'
import { CallToAction } from '#shared-ui/CallToAction.tsx'
import { LookHeader, LookOpening } from '#shared-ui/LookSample.tsx'
import { english } from '#words/english.ts'
import { Muted } from '../panes/Words.tsx'
import { PatientFrame } from '../patients-view/PatientFrame.tsx'
import { shownNumber, typedSettings, unwritten } from '../patients-view/typed-settings.ts'
import { useLook, useOpeningPhoto } from '../patients-view/use-look.ts'

const text = z.string().trim().catch('')
const time = z.string().regex(timeOfDayPattern)
const row = z.object({
  _key: z.string(),
  days: z.array(z.enum(weekdays.map(({ value }) => value))).min(1),
  opens: time,
  closes: time,
})
const noAddress = { street: '', locality: '', region: '', postalCode: '' }

/** Both documents as they are typed: what is missing is empty. */
const typed = typedSettings.extend({
  address: z.object({ street: text, locality: text, region: text, postalCode: text }).catch(noAddress),
  openingHours: z
    .array(z.unknown())
    .catch([])
    .transform(rows => rows.flatMap(each => row.safeParse(each).data ?? [])),
  heading: text,
  introduction: text,
  picture: z.unknown().optional(),
})

/** The home page of a phone as it will be, while it is written. */
export function HomePreview({ settings, homePage }: { settings: object; homePage: object }) {
  const shown = typed.parse({ ...settings, ...homePage })
  const look = useLook(settings)
  const photo = useOpeningPhoto(shown.picture)
  const { street, locality, region, postalCode } = shown.address
  return (
    <Card
      border
      radius={3}
      padding={3}
      tone="transparent"
      data-testid="home-preview"
      style={{ maxWidth: '26rem' }}
    >
      <Stack gap={4}>
        <Stack gap={3}>
          <Heading as="h2" size={1}>
            What patients will see
          </Heading>
          <Muted>On a phone. Gray words are still to be written.</Muted>
        </Stack>
        <PatientFrame
          title="The home page, as patients will see it"
          scheme="light"
          styles={look.styles + frame}
          maxWidth="24rem"
        >
          <LookHeader
            name={<Words say={shown.clinicName} or={unwritten.clinicName} />}
            logo={look.logo}
            menu={english.layout.menu}
          />
          <LookOpening
            heading={<Words say={shown.heading} or={unwritten.heading} />}
            art={{ ...look, photo }}
          >
            <p className="lead">
              <Words say={shown.introduction} or={unwritten.introduction} />
            </p>
            <CallToAction
              id="first-call"
              heading=""
              text={null}
              bare
              callLabel={shown.callToAction.callLabel || english.contact.call}
              textLabel={shown.callToAction.textLabel || english.contact.text}
              textingTerms={shown.textingTerms}
              words={english.texting}
              foldTerms
              numbers={{
                call: shownNumber(shown.callNumber, '…'),
                text: shownNumber(shown.textNumber, '…'),
              }}
            />
          </LookOpening>
          <div className="wrap visit">
            <h2>Visit us</h2>
            <p>
              <Words say={street} or="Street and number" />
              <br />
              <Words say={locality} or="City" />, <Words say={region} or="State" />{' '}
              <Words say={postalCode} or="ZIP" />
            </p>
            {shown.openingHours.length === 0 ? (
              <p className="missing">Opening hours</p>
            ) : (
              <dl>
                {hoursLines(shown.openingHours).map(line => (
                  <div key={line.days.first}>
                    <dt>{english.hours.weekdays(line.days)}</dt>
                    <dd>{english.hours.intervals(line.intervals)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        </PatientFrame>
      </Stack>
    </Card>
  )
}

function Words({ say, or }: { say: string; or: string }) {
  return say ? say : <span className="missing">{or}</span>
}

const frame = `
body { background: var(--paper) }
.visit { display: grid; gap: var(--space-s); padding-block: var(--space-m) }
h1 { font-size: 1.75rem }
dl { display: grid; gap: .25rem; margin: 0 }
dl div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem }
dd { margin: 0 }
.missing { color: var(--ink-soft); opacity: .75 }
`
