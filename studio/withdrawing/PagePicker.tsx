import { SearchIcon } from '@sanity/icons/Search'
import { Card, Stack, Text } from '@sanity/ui'
import { Autocomplete } from '@sanity/ui/autocomplete'
import { useEffect, useState } from 'react'
import { useClient } from 'sanity'
import { z } from 'zod'
import { addressedTypes, pagePath } from '#domain/page-path.ts'
import { Muted } from '../panes/Words.tsx'
import { apiVersion } from '../project.ts'

const pageList = z.array(
  z
    .object({ id: z.string(), type: z.enum(addressedTypes), title: z.string(), slug: z.string() })
    .transform(({ id, type, title, slug }) => ({ id, title, path: pagePath(type, slug) })),
)

/** A page that visitors may be sent to. */
export type PageChoice = z.output<typeof pageList>[number]

/** Pages that patients can reach: published, and not waiting for a date. */
const query = `*[_type in $types && _id != $id && defined(title) && defined(slug.current)
  && (!defined(publishedAt) || dateTime(publishedAt) <= dateTime(now()))]
  | order(title asc){"id": _id, "type": _type, title, "slug": slug.current}`

/** Chooses one of the pages that the site has, by typing a part of its title. */
export function PagePicker(props: {
  /** The document that is withdrawn. */
  id: string
  chosen: PageChoice | null
  onChoose: (page: PageChoice | null) => void
}) {
  const { id, chosen, onChoose } = props
  const client = useClient({ apiVersion })
  const [pages, setPages] = useState<readonly PageChoice[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const params = { types: addressedTypes, id }
    const read = async () => {
      const answer: unknown = await client.withConfig({ perspective: 'published' }).fetch(query, params)
      setPages(pageList.parse(answer))
    }
    read().catch((error: unknown) => setProblem(String(error)))
  }, [client, id])
  if (problem)
    return <Text size={1}>The pages could not be read. Close this, and try again. ({problem})</Text>
  const options = (pages ?? []).map(page => ({ value: page.id, page }))
  return (
    <Autocomplete
      id="withdrawing-destination"
      aria-label="The page that visitors reach instead"
      data-testid="withdrawing-destination"
      icon={SearchIcon}
      placeholder="Type a part of its title"
      loading={pages === null}
      openButton
      openOnFocus
      listBox={{ style: { maxHeight: '16rem' } }}
      options={options}
      value={chosen?.id ?? ''}
      filterOption={(typed, { page }) =>
        `${page.title} ${page.path}`.toLowerCase().includes(typed.toLowerCase())
      }
      renderValue={(value, option) =>
        option?.page.title ?? pages?.find(page => page.id === value)?.title ?? ''
      }
      renderOption={({ page }) => (
        <Card as="button" padding={3} radius={2}>
          <Stack gap={2}>
            <Text size={1} weight="medium">
              {page.title}
            </Text>
            <Muted>{page.path}</Muted>
          </Stack>
        </Card>
      )}
      onChange={value => onChoose(pages?.find(page => page.id === value) ?? null)}
    />
  )
}
