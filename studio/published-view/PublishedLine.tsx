import { EyeOpenIcon } from '@sanity/icons/EyeOpen'
import { Box, Button, Card, Flex, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { usePerspective, useSetPerspective } from 'sanity'
import { styled } from 'styled-components'
import { Sign } from '../panes/Words.tsx'

/** Above a tool that shows the published content: says so, with the way back to writing. */
export function PublishedLine({ children }: { children: ReactNode }) {
  const { selectedPerspectiveName } = usePerspective()
  const isLooking = selectedPerspectiveName === 'published'
  // The same tree either way, or the tool would begin again, without what is open and unfolded in it.
  return (
    <Flex direction="column" height="fill">
      {isLooking && <Line />}
      <Box flex={1} overflow="auto" style={{ minHeight: 0 }}>
        {children}
      </Box>
    </Flex>
  )
}

function Line() {
  const setPerspective = useSetPerspective()
  return (
    <Card tone="positive" borderBottom paddingX={4} paddingY={3} data-testid="published-view">
      <Flex align="center" gap={3}>
        <Sign icon={EyeOpenIcon} />
        <Box flex={1}>
          <Text size={1} weight="medium" role="status">
            You are looking at what patients see. Nothing can be changed here.
          </Text>
        </Box>
        <Button
          tone="primary"
          fontSize={1}
          padding={3}
          text="Edit"
          onClick={() => setPerspective(undefined)}
        />
      </Flex>
    </Card>
  )
}

/** Without Sanity's menu of perspectives, for which it has no option: it holds but “Published” and “Drafts” here. */
export const HiddenPerspectiveMenu = styled.div`
  [data-ui='ReleasesNav'] {
    display: none;
  }
`
