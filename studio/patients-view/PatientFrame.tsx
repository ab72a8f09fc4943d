import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { pageStyles, type Scheme } from './page-styles.ts'
import { usePublishedStyles } from './published-styles.ts'

/**
 * A part of a patients' page within the Studio, by the page's own styles. It is a frame, so that neither's styles reach
 * the other, and the page's rules for narrow windows go by the width of the frame. It is as tall as what it shows.
 */
export function PatientFrame(props: {
  title: string
  scheme: Scheme
  /** The look in styles, while it is chosen; without it, the look is the one that is published. */
  styles?: string | undefined
  maxWidth?: string
  children: ReactNode
}) {
  const { title, scheme, maxWidth, children } = props
  const published = usePublishedStyles()
  const styles = props.styles ?? published
  const [body, setBody] = useState<HTMLElement | null>(null)
  const height = useHeight(body)
  return (
    <iframe
      key={scheme}
      title={title}
      srcDoc={`<!doctype html><html lang="en-US" style="color-scheme:${scheme};overflow:hidden"></html>`}
      tabIndex={-1}
      onLoad={event => setBody(event.currentTarget.contentDocument?.body ?? null)}
      style={{
        display: 'block',
        width: '100%',
        maxWidth,
        height,
        border: 0,
        borderRadius: 3,
        colorScheme: scheme,
      }}
    >
      {body &&
        styles !== null &&
        createPortal(
          <>
            {/* Not part of the document that is loaded: as they change, nothing flickers. */}
            <style>{pageStyles(scheme, styles)}</style>
            <Shown>{children}</Shown>
          </>,
          body,
        )}
    </iframe>
  )
}

/** To be looked at and read: nothing in it is pressed, and the Tab key passes it by. */
function Shown({ children }: { children: ReactNode }) {
  return (
    <div style={{ pointerEvents: 'none' }} onClickCapture={event => event.preventDefault()}>
      {children}
    </div>
  )
}

/** The height of the element, in pixels, kept current. */
function useHeight(element: HTMLElement | null): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(element.offsetHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return height
}
