import { quoted, type Typed } from './typed.ts'
import { doiPattern } from './vocabulary.ts'

/** The DOI in what somebody typed or pasted: the DOI itself, “doi:…”, its link, or the link of an article at its publisher. */
export function readDoi(text: string): Typed<string> {
  const given = text.trim()
  const doi = withoutLink(given).replace(/[.,;]+$/, '')
  if (doiPattern.test(doi)) return { value: doi }
  return {
    fault: `${quoted(given)} is not a DOI. Copy it from the article: it starts with 10. and looks like 10.1001/archpsyc.63.8.856.`,
  }
}

function withoutLink(given: string): string {
  const link =
    /^(?:https?:\/\/)?(?:(?:dx\.)?doi\.org|[\w.-]+\/doi(?:\/(?:abs|full|pdf|epdf|epub))?)\/(10\..+)$/i.exec(
      given,
    )
  const [, linked] = link ?? []
  if (!linked) return given.replace(/^doi:? ?/i, '')
  const [path = ''] = linked.split(/[?#]/)
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
