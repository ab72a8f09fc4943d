import { CalendarIcon } from '@sanity/icons/Calendar'
import { CloseCircleIcon } from '@sanity/icons/CloseCircle'
import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { CancelForm } from './CancelForm.tsx'
import { useCancelling } from './use-cancelling.ts'

/** “Cancel this group”, and back again with “The group does take place”: of group starts that are published. */
export const cancelGroup: DocumentActionComponent = ({ id, onComplete }) => {
  const cancelling = useCancelling(id)
  const [isOpen, setIsOpen] = useState(false)
  if (!cancelling || cancelling.stage === 'over') return null
  const disabled = !cancelling.mayPublish || cancelling.isBusy
  const title = cancelling.mayPublish ? undefined : 'Ask somebody who may publish.'
  if (cancelling.stage === 'cancelled') {
    return {
      label: 'The group does take place',
      icon: CalendarIcon,
      disabled,
      title,
      onHandle: () => void cancelling.restore().then(onComplete),
    }
  }
  const close = () => {
    setIsOpen(false)
    onComplete()
  }
  return {
    label: 'Cancel this group',
    icon: CloseCircleIcon,
    tone: 'critical',
    disabled,
    title,
    onHandle: () => setIsOpen(true),
    dialog: isOpen && {
      type: 'dialog',
      header: 'Cancel this group',
      width: 'small',
      onClose: close,
      content: <CancelForm cancelling={cancelling} onClose={close} />,
    },
  }
}
cancelGroup.displayName = 'CancelGroup'
