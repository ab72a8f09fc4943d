import type { PublicationRequest } from './publication-request.ts'

/** What the notice says; `moment` is when it was asked, in words. */
export function noticeWords(request: PublicationRequest, isOwn: boolean, moment: string) {
  const { by, note, answer } = request
  if (answer) {
    return {
      heading: `${answer.by} sent it back`,
      note: answer.note,
      advice: isOwn
        ? 'Change the draft, then ask again.'
        : `${by} asked for publication, and is to change the draft first.`,
    }
  }
  return {
    heading: `${isOwn ? 'You ask' : `${by} asks`} for publication (${moment})`,
    note,
    advice: isOwn
      ? 'Somebody who may publish reads it. You can go on writing meanwhile.'
      : 'Publish it, or choose “Send back” in the menu beside “Publish” and say what is missing.',
  }
}
