import { CalendarIcon } from '@sanity/icons/Calendar'
import { ComposeIcon } from '@sanity/icons/Compose'
import { MobileDeviceIcon } from '@sanity/icons/MobileDevice'
import { MoonIcon } from '@sanity/icons/Moon'
import { Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { IntentLink } from 'sanity/router'

/** The commonest jobs: each leads straight to the form, or the field, where it is done. */
const jobs = [
  {
    id: 'group-start',
    title: 'Announce a group start',
    words: 'Tell patients when a group begins',
    icon: CalendarIcon,
    intent: 'create',
    params: { type: 'announcement', template: 'group-start' },
  },
  {
    id: 'closure',
    title: 'Close the clinic for a day',
    words: 'A holiday, a training day, snow',
    icon: MoonIcon,
    intent: 'create',
    params: { type: 'announcement', template: 'closure' },
  },
  {
    id: 'number',
    title: 'Change the number',
    words: 'To call or to text, on every page at once',
    icon: MobileDeviceIcon,
    intent: 'edit',
    params: { type: 'siteSettings', id: 'siteSettings', path: 'callNumber' },
  },
  {
    id: 'article',
    title: 'Write an article',
    words: 'Explain something to patients',
    icon: ComposeIcon,
    intent: 'create',
    params: { type: 'article' },
  },
] as const

/** What must be allowed to begin any of these. */
export const templateItems = ['group-start', 'closure', 'article'].map(id => ({
  type: 'initialValueTemplateItem' as const,
  id,
  templateId: id,
  schemaType: id === 'article' ? 'article' : 'announcement',
}))

export function Jobs() {
  return (
    <Stack gap={4}>
      <Heading as="h1" size={2}>
        What would you like to do?
      </Heading>
      <div style={grid}>
        {jobs.map(({ id, title, words, icon: Icon, intent, params }) => (
          <Card
            key={id}
            as={IntentLink}
            intent={intent}
            params={params}
            data-as="a"
            border
            radius={3}
            padding={4}
            tone="primary"
            data-testid={`job-${id}`}
          >
            <Flex gap={3}>
              <Text size={2} aria-hidden="true">
                <Icon />
              </Text>
              <Stack gap={3} flex={1}>
                <Text size={2} weight="semibold">
                  {title}
                </Text>
                <Text size={1}>{words}</Text>
              </Stack>
            </Flex>
          </Card>
        ))}
      </div>
    </Stack>
  )
}

const grid = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 15rem), 1fr))',
  gap: '0.75rem',
} as const
