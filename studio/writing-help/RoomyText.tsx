import type { InputProps } from 'sanity'
import { styled } from 'styled-components'

/** The text of a page, in most of the window's height: Sanity's own eight lines are for a remark. It can be dragged taller. */
export function RoomyText(props: InputProps) {
  const input = props.renderDefault(props)
  return props.schemaType.name === 'portableText' ? <Room>{input}</Room> : input
}

const Room = styled.div`
  [data-testid='pt-editor'][data-fullscreen='false'] {
    height: max(24rem, 62vh);
  }
  [data-testid='pt-editor'] [data-testid='pt-editor'] {
    height: 19em;
  }
`
