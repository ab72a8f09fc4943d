import { CalendarIcon } from '@sanity/icons/Calendar'
import { ColorWheelIcon } from '@sanity/icons/ColorWheel'
import { ComposeIcon } from '@sanity/icons/Compose'
import { EditIcon } from '@sanity/icons/Edit'
import { MobileDeviceIcon } from '@sanity/icons/MobileDevice'
import { MoonIcon } from '@sanity/icons/Moon'
import { RemoveCircleIcon } from '@sanity/icons/RemoveCircle'
import { Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { useWorkspace } from 'sanity'
import { IntentLink, Link } from 'sanity/router'

/** The commonest jobs: each leads straight to the form, the field or the list where it is done. */
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
    id: 'cancel',
    title: 'Cancel a group',
    words: 'Tell patients that it does not start',
    icon: RemoveCircleIcon,
    list: 'announcements',
  },
  {
    id: 'closure',
    title: 'Close the clinic for a day',
    words: 'A holiday, a training day, snow',
    icon: MoonIcon,
    intent: 'edit',
    params: { type: 'siteSettings', id: 'siteSettings', path: 'specialHours' },
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
  {
    id: 'correct',
    title: 'Change an article',
    words: 'Mend a typo, or bring it up to date',
    icon: EditIcon,
    list: 'article',
  },
  {
    id: 'look',
    title: 'Change how the site looks',
    words: 'Colors, logo, letters, arrangement',
    icon: ColorWheelIcon,
    intent: 'edit',
    params: { type: 'siteSettings', id: 'siteSettings', path: 'look.color' },
  },
] as const

type Job = (typeof jobs)[number]

/** What must be allowed to begin any of these. */
export const templateItems = ['group-start', 'article'].map(id => ({
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
        {jobs.map(job => (
          <JobLink key={job.id} job={job} />
        ))}
      </div>
    </Stack>
  )
}

function JobLink({ job }: { job: Job }) {
  const { basePath } = useWorkspace()
  const look = {
    'data-as': 'a',
    'data-testid': `job-${job.id}`,
    border: true,
    radius: 3,
    padding: 4,
    tone: 'primary',
    children: <JobWords job={job} />,
  } as const
  return 'list' in job ? (
    <Card as={Link} href={`${basePath.replace(/\/$/, '')}/structure/${job.list}`} {...look} />
  ) : (
    <Card as={IntentLink} intent={job.intent} params={job.params} {...look} />
  )
}

function JobWords({ job: { title, words, icon: Icon } }: { job: Job }) {
  return (
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
  )
}

const grid = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 16rem), 1fr))',
  gap: '0.75rem',
} as const
