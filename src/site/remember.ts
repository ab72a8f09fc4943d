/**
 * `work`, done once for each object: the values that hold what it gives are then seen to be the same without a look
 * inside.
 */
export function rememberEach<Subject extends object, Result>(
  work: (subject: Subject) => Result,
): (subject: Subject) => Result {
  const known = new WeakMap<Subject, { result: Result }>()
  return subject => {
    const before = known.get(subject)
    if (before) return before.result
    const result = work(subject)
    known.set(subject, { result })
    return result
  }
}
