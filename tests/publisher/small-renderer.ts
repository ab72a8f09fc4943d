import { createHash } from 'node:crypto'
import type { DocumentRecord, Moment, ReleaseHead, Rendered, Renderer, Snapshot } from '#renderer/contract.ts'
import { describeInstant } from '#src/preview/describe-instant.ts'
import { readDay } from '#src/preview/read-day.ts'

export type SmallRenderer = Renderer & {
  /** Paths that were rendered, in order, since the list was last emptied. */
  rendered: string[]
  /** Runs before each page; a test stops or breaks rendering here. */
  before(path: string): Promise<void> | void
}

type Note = {
  _id: string
  _rev: string
  _type: string
  slug?: string
  title?: string
  html?: string
  showUntil?: string
  media?: string[]
  from?: string
  to?: string | null
}

const query =
  '*[_type in ["note", "redirect"]] | order(_id){_id, _rev, _type, slug, title, html, showUntil, media, from, to}'

/** A site of notes, with the interface of the real renderer: the same snapshot and instant make the same bytes. */
export function createSmallRenderer(codeVersion = 'code-1'): SmallRenderer {
  const notes = new WeakMap<Snapshot, Note[]>()
  const rendered: string[] = []

  function notesOf(snapshot: Snapshot): Note[] {
    const known = notes.get(snapshot)
    if (known) return known
    const parsed = snapshot.documents.flatMap(({ content }): Note[] =>
      content === null ? [] : [JSON.parse(new TextDecoder().decode(content))],
    )
    notes.set(snapshot, parsed)
    return parsed
  }

  function pages(snapshot: Snapshot, now: Temporal.Instant): Note[] {
    return notesOf(snapshot).filter(
      note =>
        note._type === 'note' &&
        (!note.showUntil || Temporal.Instant.compare(now, Temporal.Instant.from(note.showUntil)) < 0),
    )
  }

  /** What a page with this dependency was made of. */
  function currentValue(dependency: string, { snapshot, now }: Moment): string {
    if (dependency === 'release') return JSON.stringify([now, snapshot.documents.map(({ rev }) => rev)])
    if (dependency === 'redirects')
      return JSON.stringify(notesOf(snapshot).filter(each => each._type === 'redirect'))
    const shown = pages(snapshot, now)
    if (dependency === 'list') return JSON.stringify(shown.map(({ _id, slug, title }) => [_id, slug, title]))
    return JSON.stringify(shown.find(({ _id }) => `note ${_id}` === dependency) ?? null)
  }

  function describe({ snapshot, now }: Moment): ReleaseHead {
    const digest = createHash('sha256')
      .update(JSON.stringify([revisionsOf(snapshot), now.toString()]))
      .digest('hex')
    return {
      release: `${now.toString().replace(/[-:.]/g, '')}-${digest.slice(0, 8)}`,
      publishedAt: now.toString(),
      codeVersion,
      nextChangeAt: renderer.nextChangeAt(snapshot, now)?.toString() ?? null,
      timeZone: 'UTC',
    }
  }

  const renderer: SmallRenderer = {
    codeVersion,
    contentVersion: codeVersion,
    rendered,
    before() {},

    async loadSnapshot(client, previous) {
      const read: Note[] = await client.fetch(query)
      const kept = new Map(previous?.documents.map(document => [document.id, document]))
      const documents = read.map((note): DocumentRecord => {
        const { _id: id, _rev: rev, _type: type } = note
        const before = kept.get(id)
        if (before?.rev === rev && before.shownRev === rev) return before
        if (note.title !== 'broken') return { id, rev, type, shownRev: rev, content: encode(note) }
        return { id, rev, type, shownRev: before?.shownRev ?? null, content: before?.content ?? null }
      })
      const broken = read.filter(note => note.title === 'broken')
      return {
        documents,
        faults: broken.map(note => ({
          documentId: note._id,
          type: note._type,
          title: 'broken',
          field: 'title',
          reason: 'Give it a title.',
          studioUrl: 'http://localhost:3333/',
          level: 'heldBack',
        })),
      }
    },

    async loadRevisions(client) {
      return await client.fetch('*[_type in ["note", "redirect"]]{"id": _id, "rev": _rev}')
    },

    async restoreSnapshot(documents, { faults }) {
      return { documents: documents.map(each => ({ ...each })), faults }
    },

    holdBack: () => null,
    isSample: ({ documents }) => documents.some(({ id }) => id === 'sample'),

    drawing: { module: import.meta.url, name: 'drawsNothing' },

    describeInstant,
    overlayFile: async () => null,
    readDay,

    isImmutable: path => /^\/(?:_astro|media)\//.test(path),

    faults: ({ snapshot }) => snapshot.faults,

    describe,

    changesBetween: (before, after) => dependency =>
      currentValue(dependency, before) !== currentValue(dependency, after),

    closedPaths: () => [],

    nameDocument: ({ id, content }) =>
      `“${content ? JSON.parse(new TextDecoder().decode(content)).title : id}” (Notes)`,

    paths(snapshot, now) {
      const shown = pages(snapshot, now)
      return [
        '/',
        ...shown.map(note => `/${note.slug ?? note._id}/`),
        ...shown.flatMap(note => (note.media ?? []).map(name => `/media/${name}`)),
        '/_astro/site.css',
        '/404.html',
        '/410.html',
        '/redirects.json',
        '/release.json',
      ]
    },

    async render(path, { snapshot, now }) {
      await renderer.before(path)
      rendered.push(path)
      const shown = pages(snapshot, now)
      if (path === '/_astro/site.css')
        return file('text/css; charset=utf-8', 'body { margin: 0 }\n'.repeat(40))
      if (path.startsWith('/media/')) return file('image/webp', `picture ${path}`, [`picture ${path}`])
      if (path === '/redirects.json') {
        const redirects = notesOf(snapshot).filter(note => note._type === 'redirect')
        return file(
          'application/json',
          JSON.stringify(redirects.map(({ from, to }) => ({ from, to: to ?? null }))),
          ['redirects'],
        )
      }
      if (path === '/release.json') {
        const documents = revisionsOf(snapshot)
        return file(
          'application/json',
          JSON.stringify({ ...describe({ snapshot, now }), documents, faults: snapshot.faults }),
          ['release'],
        )
      }
      if (path === '/404.html')
        return { ...page('Not here', '<p>Call 988 if you need help now.</p>'), status: 404 }
      if (path === '/410.html')
        return { ...page('Gone', '<p>Taken down. Call 988 if you need help now.</p>'), status: 410 }
      if (path === '/') {
        const links = shown.map(
          note => `<li><a href="/${note.slug ?? note._id}/">${note.title ?? note._id}</a></li>`,
        )
        return page('Home', `<ul>${links.join('')}</ul>`, ['list'])
      }
      const note = shown.find(each => `/${each.slug ?? each._id}/` === path)
      if (!note) return { ...page('Not here', ''), status: 404 }
      const pictures = (note.media ?? []).map(name => `<img src="/media/${name}" alt="">`)
      return page(note.title ?? note._id, `${note.html ?? '<p>Words.</p>'}${pictures.join('')}`, [
        `note ${note._id}`,
      ])
    },

    nextChangeAt(snapshot, now) {
      const ends = notesOf(snapshot)
        .flatMap(note => (note.showUntil ? Temporal.Instant.from(note.showUntil) : []))
        .filter(instant => Temporal.Instant.compare(instant, now) > 0)
      return ends.toSorted(Temporal.Instant.compare)[0] ?? null
    },
  }
  return renderer
}

function revisionsOf({ documents }: Snapshot): Record<string, string> {
  return Object.fromEntries(documents.map(({ id, rev }) => [id, rev]))
}

function encode(note: Note): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(note))
}

function page(title: string, html: string, dependencies: string[] = []) {
  const filler = '<p>Group therapy helps people with depression to feel less alone.</p>'.repeat(12)
  return file(
    'text/html; charset=utf-8',
    `<!doctype html><html lang="en"><head><title>${title}</title><link rel="stylesheet" href="/_astro/site.css"></head><body><h1>${title}</h1>${html}${filler}</body></html>`,
    dependencies,
  )
}

function file(contentType: string, text: string, dependencies: string[] = []): Rendered {
  return { status: 200, contentType, body: new TextEncoder().encode(text), dependencies }
}
