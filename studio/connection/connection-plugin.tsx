import { Card, Text } from '@sanity/ui'
import { useEffect, useSyncExternalStore } from 'react'
import { definePlugin, getPublishedId, type InputProps, type LayoutProps, useDocumentStore } from 'sanity'
import { formDocumentId } from '../documents/form-document.ts'
import { windowConnection } from './connection.ts'

/** Keeps an eye on what is saved, and says above the Studio where nothing can be. */
export const connectionPlugin = definePlugin({
  name: 'connection',
  studio: { components: { layout: ConnectionLayout } },
  form: { components: { input: WatchedInput } },
})

function ConnectionLayout(props: LayoutProps) {
  const { subscribe, isLost, hasUnsaved } = windowConnection
  const lost = useSyncExternalStore(subscribe, isLost)
  const unsaved = useSyncExternalStore(subscribe, hasUnsaved)
  useEffect(() => {
    if (!lost || !unsaved) return
    const confirmLeaving = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', confirmLeaving)
    return () => window.removeEventListener('beforeunload', confirmLeaving)
  }, [lost, unsaved])
  return (
    <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
      <div role="status">
        {lost && (
          <Card tone="caution" padding={3} borderBottom data-testid="connection-lost">
            <Text size={1} align="center">
              <strong>
                {unsaved ? 'Not saved yet: the connection is lost.' : 'The connection is lost.'}
              </strong>{' '}
              You can go on typing. Leave this window open: it saves by itself once the connection is back.
            </Text>
          </Card>
        )}
      </div>
      <div style={{ flex: 1, minHeight: 0 }}>{props.renderDefault(props)}</div>
    </div>
  )
}

function WatchedInput(props: InputProps) {
  const id = formDocumentId(props)
  if (id === null) return props.renderDefault(props)
  return (
    <>
      <SavingWatch publishedId={getPublishedId(id)} type={props.schemaType.name} />
      {props.renderDefault(props)}
    </>
  )
}

function SavingWatch({ publishedId, type }: { publishedId: string; type: string }) {
  const store = useDocumentStore()
  useEffect(() => {
    const watch = store.pair
      .consistencyStatus(publishedId, type)
      .subscribe(isSaved => windowConnection.noteSaving(publishedId, isSaved))
    return () => {
      watch.unsubscribe()
      windowConnection.noteSaving(publishedId, true)
    }
  }, [store, publishedId, type])
  return null
}
