// @ts-check
// Changes a page in place, so that its reader keeps place, focus and what is unfolded.

/**
 * Makes the children of one element those of another and keeps every node that can stay, and with it focus,
 * selection and what is unfolded. `own` is no part of the page.
 * @param {Element} element @param {Element} next @param {Element} [own]
 */
export function morphChildren(element, next, own) {
  const before = [...element.childNodes].filter(node => node !== own)
  const after = [...next.childNodes]
  while (before[0] && after[0] && before[0].isEqualNode(after[0])) {
    before.shift()
    after.shift()
  }
  const behind = () => [before.at(-1), after.at(-1)]
  /** @type {ChildNode | null} */
  let end = own ?? null
  for (
    let [last, nextLast] = behind();
    last && nextLast && last.isEqualNode(nextLast);
    [last, nextLast] = behind()
  ) {
    end = last
    before.pop()
    after.pop()
  }
  for (const [index, node] of after.entries()) {
    const old = before[index]
    if (!old) element.insertBefore(document.importNode(node, true), end)
    else if (!morph(old, node)) element.replaceChild(document.importNode(node, true), old)
  }
  for (const node of before.slice(after.length)) node.remove()
}

/** Makes one node another; false if they are too different for that. @param {Node} node @param {Node} next */
function morph(node, next) {
  if (node.nodeName !== next.nodeName) return false
  if (!(node instanceof Element) || !(next instanceof Element)) {
    if (node.nodeValue !== next.nodeValue) node.nodeValue = next.nodeValue
    return true
  }
  if (node.nodeName === 'SCRIPT') return true
  for (const name of node.getAttributeNames()) {
    if (!next.hasAttribute(name) && !isOfReader(node, name)) node.removeAttribute(name)
  }
  for (const name of next.getAttributeNames()) {
    const value = next.getAttribute(name) ?? ''
    if (node.getAttribute(name) !== value) node.setAttribute(name, value)
  }
  morphChildren(node, next)
  return true
}

/** Whether an attribute is the reader's doing, or the preview's: what is unfolded stays so. @param {Element} element @param {string} name */
function isOfReader(element, name) {
  // What the preview itself marks.
  if (name === 'data-preview-unpublished') return true
  return name === 'open' && (element.nodeName === 'DETAILS' || element.nodeName === 'DIALOG')
}
