// @ts-check
// From the page to the form: what the pointer is on shows its frame, and a click opens its field. In a frame of the
// Studio the form is beside the page; elsewhere the Studio opens in a window of its own.

import { findMarks } from './marks.js'
import { createStudioLine, textOf } from './studio-line.js'
import { markUnpublished } from './unpublished.js'

/** @typedef {import('#renderer/contract.ts').FieldWords} FieldWords */
/** @typedef {{ fields: FieldWords[], studioUrl: string | null }} PageFields */

/** What acts by itself when it is clicked: there the small button alone leads to the form. */
const acting = 'a, button, summary, label, input, select, textarea'

/** How long the page is left alone after a change before its fields are looked up, in milliseconds: staff type on. */
const restMs = 400

/**
 * @param {{ element: HTMLElement, root: ShadowRoot }} bar
 * @param {{ path: string, update(): Promise<unknown> }} page
 */
export function createEditing({ element: own, root }, page) {
  /** @type {PageFields} */
  let known = { fields: [], studioUrl: null }
  /** @type {Map<Element, FieldWords>} */
  let marks = new Map()
  /** @type {Element | null} */
  let pointed = null
  let isOn = true
  /** What somebody wants to edit before the Studio is there. @type {Pick<FieldWords, 'id' | 'type' | 'path'> | null} */
  let waiting = null
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const line = createStudioLine({ onConnected: tellStudio, onMessage })
  own.classList.toggle('framed', line.isFramed)
  const { frame, label } = createFrame(root)

  function tellStudio() {
    line.post('visual-editing/toggle', { enabled: isOn })
    line.post('visual-editing/navigate', { type: 'replace', url: ownUrl(), title: document.title })
    tellDocuments()
    if (waiting) edit(waiting)
  }

  function tellDocuments() {
    line.post('visual-editing/meta', { title: document.title })
    const shown = new Map([...marks.values()].map(({ id, type }) => [id, { _id: id, _type: type }]))
    line.post('visual-editing/documents', { perspective: 'drafts', documents: [...shown.values()] })
  }

  /** @param {string} type @param {unknown} data */
  function onMessage(type, data) {
    if (type === 'presentation/toggle-overlay') {
      isOn = !isOn
      point(null)
      line.post('visual-editing/toggle', { enabled: isOn })
    }
    if (type === 'presentation/navigate') go(textOf(data, 'url') ?? '', textOf(data, 'type'))
    if (type === 'presentation/focus') show(textOf(data, 'id'), textOf(data, 'path'))
    if (type === 'presentation/blur') point(null)
    if (type === 'presentation/refresh') void refresh()
  }

  async function refresh() {
    const data = { source: 'manual', livePreviewEnabled: false }
    line.post('visual-editing/refreshing', data)
    await page.update()
    line.post('visual-editing/refreshed', data)
  }

  /** Brings the field that staff are in to their eyes. @param {string | undefined} id @param {string | undefined} path */
  function show(id, path) {
    if (!path) return
    const showing = [...marks]
      .filter(([element, field]) => field.id === id && isSameField(field.path, path) && isSeen(element))
      .map(([element]) => element)
    // Where staff are looking, else in the text rather than in a list of links to it.
    const element =
      showing.find(each => each === pointed) ?? showing.find(each => !each.closest('nav, a')) ?? showing[0]
    if (!element) return
    const { top, bottom } = element.getBoundingClientRect()
    if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: 'center' })
    point(element)
  }

  /** @param {Element | null} element */
  function point(element) {
    pointed = element
    const field = element && marks.get(element)
    frame.hidden = !field
    if (!element || !field) return
    const { left, top, width, height } = element.getBoundingClientRect()
    Object.assign(frame.style, {
      left: `${left - 4}px`,
      top: `${top - 4}px`,
      width: `${width + 8}px`,
      height: `${height + 8}px`,
    })
    frame.classList.toggle('below', top < 40)
    label.textContent = `Edit ${field.name}`
    label.href = studioAddress(known.studioUrl, field)
  }

  /** Opens a field in the form beside the page, or as soon as the Studio is there. @param {Pick<FieldWords, 'id' | 'type' | 'path'>} field */
  function edit({ id, type, path }) {
    const field = { id, type, path }
    waiting = line.post('visual-editing/focus', field) ? null : field
  }

  label.addEventListener('click', event => {
    const field = pointed && marks.get(pointed)
    if (!line.isFramed || !field) return
    event.preventDefault()
    edit(field)
  })
  document.addEventListener('pointermove', ({ target }) => {
    if (target === own || !isOn) return
    const element = markedAt(target, marks)
    if (element !== pointed) point(element)
  })
  document.addEventListener('click', async ({ target }) => {
    if (!isOn || !line.isFramed || (target instanceof Element && target.closest(acting))) return
    await lookedUp
    const element = markedAt(target, marks)
    const field = element && marks.get(element)
    if (!field) return
    edit(field)
    point(element)
  })
  addEventListener('scroll', () => pointed && point(pointed), { passive: true })
  addEventListener('resize', () => point(null))

  async function lookUp() {
    const query = new URLSearchParams({ page: page.path })
    const at = new URLSearchParams(location.search).get('at')
    if (at) query.set('at', at)
    const response = await fetch(`/_preview/fields?${query}`).catch(() => null)
    if (!response?.ok) return
    known = await response.json()
    marks = findMarks(document.body, known.fields, own)
    markUnpublished(marks)
    if (pointed) point(marks.has(pointed) ? pointed : null)
    tellDocuments()
  }
  const lookedUp = lookUp()

  return {
    /** The page shows something else now. */
    onChange() {
      clearTimeout(timer)
      timer = setTimeout(lookUp, restMs)
      if (pointed) point(pointed.isConnected ? pointed : null)
    },
    /** Opens a field in the form beside the page; false where there is none. @param {Pick<FieldWords, 'id' | 'type' | 'path'>} field */
    open(field) {
      if (line.isFramed) edit(field)
      return line.isFramed
    },
  }
}

/** @param {EventTarget | null} target @param {ReadonlyMap<Element, FieldWords>} marks */
function markedAt(target, marks) {
  let element = target instanceof Element ? target : null
  while (element && !marks.has(element)) element = element.parentElement
  return element
}

/** What is folded away has no place on the page. @param {Element} element */
function isSeen(element) {
  return element.checkVisibility() && element.getBoundingClientRect().width > 0
}

/** @param {ShadowRoot} root */
function createFrame(root) {
  const frame = document.createElement('div')
  frame.className = 'frame'
  frame.hidden = true
  const label = document.createElement('a')
  label.target = '_blank'
  label.rel = 'noopener'
  frame.append(label)
  root.append(frame)
  return { frame, label }
}

/** Whether the form's path leads to what a mark shows, or into it. @param {string} mark @param {string} path */
function isSameField(mark, path) {
  const [a, b] = [mark, path].map(each => each.replaceAll("'", '"'))
  return a === b || a?.startsWith(`${b}.`) || a?.startsWith(`${b}[`)
}

/** @param {string | null} studioUrl @param {FieldWords} field */
function studioAddress(studioUrl, { id, type, path }) {
  return `${studioUrl ?? ''}/intent/edit/id=${id};type=${type};path=${encodeURIComponent(path)}/`
}

/** The page's address, without what the Studio added to it. */
function ownUrl() {
  const url = new URL(location.href)
  for (const name of [...url.searchParams.keys()])
    if (name.startsWith('sanity-preview-')) url.searchParams.delete(name)
  return url.href
}

/** @param {string} text @param {string | undefined} how */
function go(text, how) {
  const url = new URL(text, location.href)
  if (url.origin !== location.origin || url.href === ownUrl()) return
  if (how === 'replace') location.replace(url)
  else location.assign(url)
}
