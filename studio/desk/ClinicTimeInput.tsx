import { Text } from '@sanity/ui'
import { useMemo } from 'react'
import type { DateTimeInputProps } from 'sanity'
import { useDesk } from './desk-context.ts'

/** A moment by the clinic's clock, which it names, wherever the computer of whoever types it stands. */
export function ClinicTimeInput(props: DateTimeInputProps) {
  const zone = useDesk()?.content.zone
  const { schemaType } = props
  const inZone = useMemo(() => {
    const options = { ...schemaType.options, displayTimeZone: zone, allowTimeZoneSwitch: false }
    return { ...schemaType, options }
  }, [schemaType, zone])
  if (!zone) return <Text size={1}>Looking up the clinic’s clock…</Text>
  return props.renderDefault({ ...props, schemaType: inZone })
}
