import { foldCase, splitWords, toStem } from './words.ts'

/**
 * Words that patients type, and the words that clinics write for them. One way only: a patient who types “depression” means
 * nothing looser. A word finds itself anyway. Words, never drugs for conditions: a search gives no advice.
 */
const meanings: readonly (readonly [typed: string, written: string])[] = [
  ['sad unhappy blue down low crying empty numb depressed gloomy', 'depression mood'],
  ['nervous worry worried worrying anxious panic fear scared', 'anxiety'],
  ['upset grief loss lonely alone', 'support group talk'],
  ['trauma flashback abuse', 'ptsd trauma'],
  ['tired exhausted insomnia awake', 'sleep'],
  [
    'meds med pill pills drug drugs tablet prescription antidepressant antidepressants ssri',
    'medicine medication',
  ],
  ['shot shots injection needle jab drip iv vein', 'infusion'],
  ['spray nose nasal spravato', 'esketamine nasal spray'],
  ['magnet magnets magnetic zap pulses stimulation rtms coil', 'tms magnetic'],
  ['shock ect electroshock', 'ect electroconvulsive'],
  [
    'shrink psychiatrist psychologist doctor evaluation diagnosis test',
    'psychiatric assessment psychiatrist',
  ],
  ['therapist counselor counsellor counseling counselling therapy psychotherapy cbt', 'therapy talking'],
  ['class meeting meetings circle', 'group'],
  [
    'cost costs price prices pricing fee fees pay paying payment afford expensive cheap money bill billing',
    'cost estimate insurance pay',
  ],
  ['insurance insured coverage covered medicaid medicare copay deductible', 'insurance plan pay estimate'],
  ['appointment book booking schedule scheduling consultation intake referral new', 'visit appointment call'],
  ['phone telephone number email contact reach message sms', 'contact call text'],
  ['address directions location where parking map bus', 'contact address'],
  ['hours open opening closed weekend saturday evening', 'hours contact'],
  ['risk risks danger dangerous safe safety harm side effects', 'safe safety risk harm'],
  ['drive driving car ride work job', 'drive'],
  ['pregnant pregnancy breastfeeding baby', 'pregnant'],
  ['drink drinking alcohol addiction addicted high', 'alcohol drugs misuse'],
  ['teen teenager kid kids child children son daughter', 'adults children age'],
  ['family wife husband partner mother father friend', 'family'],
  ['proof study studies research evidence science results', 'study trial evidence'],
  ['staff team nurse clinician provider providers who', 'team'],
  ['privacy private confidential records hipaa rights complaint', 'privacy rights'],
  ['discrimination language translator interpreter spanish', 'nondiscrimination language'],
  ['espanol', 'spanish nondiscrimination language'],
  ['wheelchair disabled disability deaf blind', 'accessibility'],
  ['urgent emergency hotline lifeline danger hurt suicide suicidal suicidio overdose', 'crisis 988'],
]

/** Words that mean something else together: “low” is in many a “low dose”. */
const phrases: readonly (readonly [typed: RegExp, written: string])[] = [
  [
    /\b(?:feel|feels|feeling|felt) (?:so |very |really )?(?:low|down|blue|bad|sad|empty|numb|nothing)\b/g,
    'depression',
  ],
  [/\bnot (?:working|helping|getting better)\b/g, 'resistant'],
  [/\b(?:next|new) group\b/g, 'group start'],
]

/** A query in the words that clinics write, where several of its words mean one thing. */
export function withWrittenPhrases(query: string): string {
  return phrases.reduce((text, [typed, words]) => text.replace(typed, words), foldCase(query))
}

const written = new Map<string, readonly string[]>()
for (const [typed, words] of meanings) {
  for (const word of splitWords(typed)) {
    const stem = toStem(word)
    written.set(stem, [...(written.get(stem) ?? []), ...splitWords(words).map(toStem)])
  }
}

/** Stems of the words that a clinic would write for one that a patient typed; none for most. */
export function writtenFor(stem: string): readonly string[] {
  return written.get(stem) ?? []
}
