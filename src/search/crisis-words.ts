import { slipsBetween } from './distance.ts'
import { splitWords } from './words.ts'

/*
 * What somebody may type who is in danger, or fears for another. Rather too wide than too narrow: to be shown where help
 * is does no harm.
 */

const phrases: readonly string[] = [
  'suicid',
  'self harm',
  'selfharm',
  'self injur',
  'self hurt',
  'unalive',
  'overdos',
  'too many pills',
  'took all my',
  '988',
  '911',
  'crisis',
  'emergency',
  'hotline',
  'lifeline',
  'kms',
  'kill me',
  'kill my',
  'killing my',
  'end my life',
  'ending my life',
  'end it all',
  'ending it all',
  'end things',
  'take my life',
  'taking my life',
  'take my own life',
  'hurt myself',
  'hurting myself',
  'harm myself',
  'harming myself',
  'cut myself',
  'cutting myself',
  'hang myself',
  'shoot myself',
  'drown myself',
  'hurt someone',
  'kill someone',
  'kill him',
  'kill her',
  'kill himself',
  'kill herself',
  'kill themsel',
  'killed himself',
  'killed herself',
  'hurt himself',
  'hurt herself',
  'want to die',
  'wants to die',
  'wanna die',
  'want die',
  'wish i was dead',
  'wish i were dead',
  'better off dead',
  'be dead',
  'rather die',
  'ready to die',
  'ways to die',
  'how to die',
  'tired of living',
  'tired of life',
  'dont want to live',
  'dont want to be here',
  'dont want to be alive',
  'dont want to exist',
  'do not want to live',
  'do not want to be here',
  'do not want to be alive',
  'not want to wake up',
  'dont want to wake up',
  'no reason to live',
  'nothing to live for',
  'no point in living',
  'not worth living',
  'cant go on',
  'cannot go on',
  'cant do this anymore',
  'cant take it anymore',
  'give up on life',
  'goodbye letter',
  'goodbye note',
  'hopeless',
  'suisid',
  'quiero morir',
  'matarme',
  'no quiero vivir',
  'quitarme la vida',
]

/** Words whose misspellings count too: a hand that shakes must not be missed. */
const spelledManyWays: readonly string[] = ['suicide', 'suicidal', 'suicidio', 'overdose', 'overdosed']

/** Whether a query speaks of suicide, self-harm, an overdose or an emergency: help then comes before anything else. */
export function speaksOfCrisis(query: string): boolean {
  const words = splitWords(query)
  const text = ` ${words.join(' ')}`
  if (phrases.some(phrase => text.includes(` ${phrase}`))) return true
  return words.some(
    word => word.length > 5 && spelledManyWays.some(known => slipsBetween(word, known, 2) < 3),
  )
}
