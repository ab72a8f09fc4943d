import type {
  ArrayOfPrimitivesFieldProps,
  ArrayOfPrimitivesInputProps,
  StringFieldProps,
  StringInputProps,
} from 'sanity'
import { useOverview } from '../live/overview-context.ts'

/** The field of a place: a clinic with one place has none, unless something is in it that staff must take out. */
export function PlaceField(props: StringFieldProps) {
  return usePlaces().length > 1 || props.value ? props.renderDefault(props) : null
}

/** The field of several places, likewise. */
export function PlacesField(props: ArrayOfPrimitivesFieldProps) {
  // Sanity's type of what it takes here has lists of objects alone.
  return usePlaces().length > 1 || props.value?.length ? props.renderDefault(Object(props)) : null
}

/** One place of the clinic, chosen by its name. */
export function PlaceInput(props: StringInputProps) {
  const { schemaType, value } = props
  const options = { ...schemaType.options, list: useChoices(value ? [value] : []) }
  return props.renderDefault({ ...props, schemaType: { ...schemaType, options } })
}

/** Some places of the clinic, ticked by their names. */
export function PlacesInput(props: ArrayOfPrimitivesInputProps) {
  const { schemaType, value = [] } = props
  const options = { ...schemaType.options, list: useChoices(value.map(String)) }
  return props.renderDefault({ ...props, schemaType: { ...schemaType, options } })
}

/** What Sanity's own inputs offer: the places of the settings, and what is chosen but no longer there. */
function useChoices(chosen: readonly string[]): { value: string; title: string }[] {
  const places = usePlaces()
  const gone = [...new Set(chosen)].filter(value => !places.some(place => place.value === value))
  return [
    ...places.map(({ value, name, isPublished }) => ({
      value,
      title: isPublished ? name : `${name} (publish the Settings first)`,
    })),
    ...gone.map(value => ({ value, title: 'A place that is no longer there' })),
  ]
}

function usePlaces() {
  return useOverview()?.content.places ?? []
}
