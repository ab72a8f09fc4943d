/** The key of the box above a notice that was made from a plain text, for as long as nobody has read it. */
export const unreadMark = 'unread-draft'

/** Whether somebody has taken out the box that says that nobody has read the text; else what to do. */
export function wasRead(body: readonly unknown[] | undefined): true | string {
  const isUnread = (body ?? []).some(node => Object(node)._key === unreadMark)
  return !isUnread || 'Read the text, change what is not so at your clinic, then take out the box at the top.'
}
