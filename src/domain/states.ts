import { isTimeZone } from './clinic-time.ts'
import { plainText, quoted, type Typed } from './typed.ts'
import type { timeZones } from './vocabulary.ts'

type TimeZone = (typeof timeZones)[number]['value']

/** A state, or what has an address like one. */
interface State {
  /** As the Postal Service writes it: OH. */
  readonly code: string
  readonly name: string
  /** The zone of most of its people first. */
  readonly zones: readonly [TimeZone, ...TimeZone[]]
}

const [eastern, central, mountain, pacific] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
] as const
const [alaska, hawaii, atlantic, chamorro] = [
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'Pacific/Guam',
] as const

const states: readonly State[] = [
  { code: 'AL', name: 'Alabama', zones: [central] },
  { code: 'AK', name: 'Alaska', zones: [alaska, hawaii] },
  { code: 'AZ', name: 'Arizona', zones: ['America/Phoenix', mountain] },
  { code: 'AR', name: 'Arkansas', zones: [central] },
  { code: 'CA', name: 'California', zones: [pacific] },
  { code: 'CO', name: 'Colorado', zones: [mountain] },
  { code: 'CT', name: 'Connecticut', zones: [eastern] },
  { code: 'DE', name: 'Delaware', zones: [eastern] },
  { code: 'DC', name: 'District of Columbia', zones: [eastern] },
  { code: 'FL', name: 'Florida', zones: [eastern, central] },
  { code: 'GA', name: 'Georgia', zones: [eastern] },
  { code: 'HI', name: 'Hawaii', zones: [hawaii] },
  { code: 'ID', name: 'Idaho', zones: [mountain, pacific] },
  { code: 'IL', name: 'Illinois', zones: [central] },
  { code: 'IN', name: 'Indiana', zones: [eastern, central] },
  { code: 'IA', name: 'Iowa', zones: [central] },
  { code: 'KS', name: 'Kansas', zones: [central, mountain] },
  { code: 'KY', name: 'Kentucky', zones: [eastern, central] },
  { code: 'LA', name: 'Louisiana', zones: [central] },
  { code: 'ME', name: 'Maine', zones: [eastern] },
  { code: 'MD', name: 'Maryland', zones: [eastern] },
  { code: 'MA', name: 'Massachusetts', zones: [eastern] },
  { code: 'MI', name: 'Michigan', zones: [eastern, central] },
  { code: 'MN', name: 'Minnesota', zones: [central] },
  { code: 'MS', name: 'Mississippi', zones: [central] },
  { code: 'MO', name: 'Missouri', zones: [central] },
  { code: 'MT', name: 'Montana', zones: [mountain] },
  { code: 'NE', name: 'Nebraska', zones: [central, mountain] },
  { code: 'NV', name: 'Nevada', zones: [pacific, mountain] },
  { code: 'NH', name: 'New Hampshire', zones: [eastern] },
  { code: 'NJ', name: 'New Jersey', zones: [eastern] },
  { code: 'NM', name: 'New Mexico', zones: [mountain] },
  { code: 'NY', name: 'New York', zones: [eastern] },
  { code: 'NC', name: 'North Carolina', zones: [eastern] },
  { code: 'ND', name: 'North Dakota', zones: [central, mountain] },
  { code: 'OH', name: 'Ohio', zones: [eastern] },
  { code: 'OK', name: 'Oklahoma', zones: [central, mountain] },
  { code: 'OR', name: 'Oregon', zones: [pacific, mountain] },
  { code: 'PA', name: 'Pennsylvania', zones: [eastern] },
  { code: 'RI', name: 'Rhode Island', zones: [eastern] },
  { code: 'SC', name: 'South Carolina', zones: [eastern] },
  { code: 'SD', name: 'South Dakota', zones: [central, mountain] },
  { code: 'TN', name: 'Tennessee', zones: [central, eastern] },
  { code: 'TX', name: 'Texas', zones: [central, mountain] },
  { code: 'UT', name: 'Utah', zones: [mountain] },
  { code: 'VT', name: 'Vermont', zones: [eastern] },
  { code: 'VA', name: 'Virginia', zones: [eastern] },
  { code: 'WA', name: 'Washington', zones: [pacific] },
  { code: 'WV', name: 'West Virginia', zones: [eastern] },
  { code: 'WI', name: 'Wisconsin', zones: [central] },
  { code: 'WY', name: 'Wyoming', zones: [mountain] },
  { code: 'AS', name: 'American Samoa', zones: ['Pacific/Pago_Pago'] },
  { code: 'GU', name: 'Guam', zones: [chamorro] },
  { code: 'MP', name: 'Northern Mariana Islands', zones: [chamorro] },
  { code: 'PR', name: 'Puerto Rico', zones: [atlantic] },
  { code: 'VI', name: 'U.S. Virgin Islands', zones: [atlantic] },
]

/** The state that a text names by its two letters or in full, in capitals or not. */
export function findState(text: string): State | undefined {
  const words = plainText(text).replaceAll('.', '')
  return states.find(
    ({ code, name }) => code.toLowerCase() === words || plainText(name).replaceAll('.', '') === words,
  )
}

/** The time zone of a clinic: the one that staff chose, else that of most of its state; null while neither is known. */
export function findClinicZone({
  timeZone,
  region,
}: {
  readonly timeZone?: string | null
  readonly region?: string | null
}): string | null {
  if (timeZone && isTimeZone(timeZone)) return timeZone
  return findState(region ?? '')?.zones[0] ?? null
}

/** The state (OH) that somebody typed as people do: “Ohio”, “oh”. */
export function readState(text: string): Typed<string> {
  const state = findState(text)
  if (state) return { value: state.code }
  return { fault: `${quoted(text)} is not a state. Write it in two letters, like OH, or in full.` }
}
