import { getDraftId } from '@sanity/client/csm'
import { getPublishedId } from 'sanity'
import { z } from 'zod'
import { unreadMark } from '../schemaTypes/unread-notice.ts'

const block = z.looseObject({ _type: z.string(), _key: z.string() })
const line = z.looseObject({
  _id: z.string(),
  _type: z.string(),
  kind: z.string().optional(),
  clinicName: z.string().optional(),
  body: z.array(block).optional(),
})

/**
 * The notices that most clinics owe their patients, as drafts in the name of the clinic: the plain texts of the sample, each
 * below a box that says that nobody has read it. The form does not publish a notice with that box, nor one without the
 * date on which somebody confirmed it.
 */
export function noticeDrafts(ndjson: string, clinicName: string) {
  const lines = ndjson
    .trimEnd()
    .split('\n')
    .map(each => line.parse(JSON.parse(each)))
  const sampleName = lines.find(({ _id }) => _id === 'siteSettings')?.clinicName ?? ''
  return lines
    .filter(({ _type, kind }) => _type === 'page' && kind === 'notice')
    .map(({ _id, _type, body = [], lastConfirmed: _, ...rest }) => {
      const [first, ...others] = body
      const id = getDraftId(getPublishedId(_id.replace(/^page-/, 'notice-')))
      const text = JSON.stringify({ ...rest, body: [unreadBox(first, others), ...others] })
      const named = sampleName ? text.replaceAll(sampleName, JSON.stringify(clinicName).slice(1, -1)) : text
      return { ...line.omit({ _id: true, _type: true }).parse(JSON.parse(named)), _id: id, _type }
    })
}

const languageWords =
  'The texts in other languages are a beginning: the rule asks for English and the 15 languages most spoken in your state. Add a “Text in another language” for each, and have somebody who speaks it check it.'

/** In place of the box that says that the text is a sample; the rule that it names stays. */
function unreadBox(sampleBox: unknown, text: readonly { _type: string }[]) {
  const [rule = ''] = /The rules? (?:is|are) [^"]*?\)?\.(?=")/.exec(JSON.stringify(sampleBox) ?? '') ?? []
  const words = `This is a plain text to begin with. It is not legal advice, and it is not complete. Read it, change what is not so at your clinic, take this box out, and fill in “Last confirmed”. ${rule} ${text.some(({ _type }) => _type === 'languageBlock') ? languageWords : ''}`
  return {
    _type: 'callout',
    _key: unreadMark,
    tone: 'warning',
    heading: 'A draft that nobody has read yet',
    text: [
      {
        _type: 'block',
        _key: 'b1',
        style: 'normal',
        markDefs: [],
        children: [{ _type: 'span', _key: 's1', text: words.trim(), marks: [] }],
      },
    ],
  }
}
