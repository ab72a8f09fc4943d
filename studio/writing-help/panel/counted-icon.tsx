import type { ComponentType } from 'react'

const icons = new Map<number, ComponentType>()
const most = 99

/** The sign of writing help, with the number of findings beside it where there are any. */
export function countedIcon(count: number): ComponentType {
  const shown = Math.min(count, most)
  const icon = icons.get(shown) ?? (() => <Sign count={shown} />)
  icons.set(shown, icon)
  return icon
}

function Sign({ count }: { count: number }) {
  const width = count === 0 ? 25 : count < 10 ? 38 : 48
  return (
    <svg
      data-sanity-icon="writing-help"
      width={`${width / 25}em`}
      height="1em"
      viewBox={`0 0 ${width} 25`}
      fill="none"
      role="presentation"
    >
      <path d="M4 7.5h13M4 12.5h9M4 17.5h6" stroke="currentColor" strokeWidth="1.4" />
      <path d="m13.5 16 2.6 2.6 5-6.1" stroke="currentColor" strokeWidth="1.6" />
      {count > 0 && (
        <text x="25" y="18.5" fill="currentColor" fontSize="17" fontWeight="600">
          {count}
        </text>
      )}
    </svg>
  )
}
