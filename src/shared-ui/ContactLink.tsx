import type { ContactNumber } from '#domain/phone-number.ts'
import { Icon } from './Icon.tsx'

interface Props {
  by: 'call' | 'text'
  /** Before the number: “Call”. */
  label: string
  number: ContactNumber
  /** The number below the label, where two links share a narrow row. */
  stacked?: boolean
  className?: string | undefined
  /** For `data-sanity`, in the preview. */
  edit?: string | undefined
}

/** Calls or texts the clinic. A link that texts is placed only where the texting terms are beside it. */
export function ContactLink({ by, label, number, stacked = false, className, edit }: Props) {
  const classes = ['button', by === 'text' && 'quiet', stacked && 'stacked', className]
  return (
    <a href={number.href} className={classes.filter(Boolean).join(' ')} data-sanity={edit}>
      <Icon name={by === 'call' ? 'phone' : 'message'} />
      <span>
        {`${label} `}
        <span className="number">{number.text}</span>
      </span>
    </a>
  )
}
