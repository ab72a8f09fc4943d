/**
 * What is wrong with the headings and landmarks of the page, by which those who listen find their way (WCAG 2.2, 1.3.1,
 * 2.4.1, 2.4.6). Sent to the browser as it stands.
 */
export function inspectStructure(): string[] {
  const faults: string[] = []
  const all = (selector: string) => [...document.querySelectorAll(selector)]
  const shown = (selector: string) => all(selector).filter(each => each.checkVisibility())

  const headings = all('h1, h2, h3, h4, h5, h6')
  const firsts = headings.filter(({ tagName }) => tagName === 'H1')
  if (firsts.length !== 1) faults.push(`${firsts.length} headings of level 1`)
  headings.forEach((heading, index) => {
    const level = Number(heading.tagName[1])
    const before = Number(headings[index - 1]?.tagName[1] ?? 0)
    const words = heading.textContent?.trim()
    if (!words) faults.push(`an empty heading of level ${level}`)
    if (level > before + 1) faults.push(`“${words}” is of level ${level} after level ${before}`)
  })

  const isTopLevel = (element: Element) => !element.closest('main, article, aside, nav, section')
  const landmarks = {
    banner: shown('header, [role="banner"]').filter(isTopLevel),
    main: shown('main, [role="main"]'),
    contentinfo: shown('footer, [role="contentinfo"]').filter(isTopLevel),
  }
  for (const [role, found] of Object.entries(landmarks)) {
    if (found.length !== 1) faults.push(`${found.length} landmarks of the role ${role}`)
  }

  const names = all('nav, aside, section[aria-label], section[aria-labelledby], [role="region"]').map(
    element => {
      const reference = element.getAttribute('aria-labelledby')
      const label = reference
        ? document.getElementById(reference)?.textContent
        : element.getAttribute('aria-label')
      const name = label?.trim() ?? ''
      if (!name) faults.push(`a <${element.tagName.toLowerCase()}> without a name`)
      return `<${element.tagName.toLowerCase()}> “${name}”`
    },
  )
  for (const name of new Set(names)) {
    const count = names.filter(other => other === name).length
    if (count > 1) faults.push(`${count} landmarks ${name}`)
  }

  const ids = all('[id]').map(({ id }) => id)
  for (const id of new Set(ids)) {
    if (ids.filter(other => other === id).length > 1) faults.push(`the id “${id}” stands more than once`)
  }
  if (document.documentElement.lang === '') faults.push('no language')
  if (document.title.trim() === '') faults.push('no title')
  const [skip] = all('body a[href^="#"]')
  const target = document.getElementById(skip?.getAttribute('href')?.slice(1) ?? '')
  if (skip !== document.querySelector('body a[href], body button'))
    faults.push('the first stop skips nothing')
  if (target !== landmarks.main[0]) faults.push('the skip link does not lead to the main text')
  return faults
}
