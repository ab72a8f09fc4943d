/** What a check says. A fault says what to do; what could not be asked says why. */
export type Finding =
  | { state: 'ok'; says: string }
  | { state: 'fault'; says: string; remedy: string }
  | { state: 'not asked'; why: string }

export function ok(says: string): Finding {
  return { state: 'ok', says }
}

export function fault(says: string, remedy: string): Finding {
  return { state: 'fault', says, remedy }
}

export function notAsked(why: string): Finding {
  return { state: 'not asked', why }
}

/** One line for a person. */
export function describeFinding(name: string, finding: Finding): string {
  if (finding.state === 'ok') return `✓ ${name}: ${finding.says}`
  if (finding.state === 'fault') return `✗ ${name}: ${finding.says}. ${finding.remedy}.`
  return `– ${name}: not asked, because ${finding.why}`
}
