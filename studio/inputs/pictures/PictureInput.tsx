import { ErrorOutlineIcon } from '@sanity/icons/ErrorOutline'
import { Card, Flex, Spinner, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import {
  type ChangeEvent,
  type ClipboardEvent,
  type DragEvent as ReactDragEvent,
  type RefObject,
  type SyntheticEvent,
  useRef,
  useState,
} from 'react'
import { type InputProps, isArrayOfBlocksSchemaType, isImageSchemaType } from 'sanity'
import { SmallButton } from '../../panes/SmallButton.tsx'
import { Sign } from '../../panes/Words.tsx'
import { preparePicture } from './prepare-picture.ts'
import { toNotReady } from './refusals.ts'

/** Every field of the forms; those that take pictures look at a file first, and say in the open why they refuse it. */
export function PictureInput(props: InputProps) {
  const { schemaType } = props
  if (isImageSchemaType(schemaType)) return <Gate {...props} isText={false} />
  const takesPictures = isArrayOfBlocksSchemaType(schemaType) && schemaType.of.some(isImageSchemaType)
  return takesPictures ? <Gate {...props} isText /> : props.renderDefault(props)
}

/** The drops that are a gate's own: files that it has looked at. */
const passed = new WeakSet<Event>()

/** How long a form may take to accept files after it has opened, in milliseconds. */
const targetTimeoutMs = 10_000

/** The element that Sanity takes drops at: it is missing while the form is read-only, as it is for a moment after it has opened. */
async function waitForTarget(root: RefObject<HTMLElement | null>): Promise<Element | null> {
  const until = performance.now() + targetTimeoutMs
  for (;;) {
    const target = root.current?.querySelector('[data-is-file-target]')
    if (target || !root.current || performance.now() > until) return target ?? null
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/**
 * Checks what arrives by the three ways into a field: the dialog, dropping and pasting. Sanity goes by a file's name, and of a refusal
 * by the Content Lake it says to look into the console; what is good is handed on to it as if it had been dropped.
 */
function Gate(props: InputProps & { isText: boolean }) {
  const { isText, readOnly } = props
  const toast = useToast()
  const root = useRef<HTMLDivElement>(null)
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const [refusals, setRefusals] = useState<string[]>([])

  const take = async (files: readonly File[]) => {
    setRefusals([])
    setBusyWith(files.map(({ name }) => name).join(', '))
    const prepared = await Promise.all(files.map(preparePicture))
    const good = prepared.flatMap(each => ('file' in each ? [each.file] : []))
    const target = good.length > 0 ? await waitForTarget(root) : null
    setBusyWith(null)
    const refused = [
      ...prepared.flatMap(each => ('refusal' in each ? [each.refusal] : [])),
      ...(target ? [] : good.map(toNotReady)),
    ]
    setRefusals(refused)
    // The field was closed, or drawn again, meanwhile.
    if (!root.current && refused.length > 0) {
      const description = refused.join(' ')
      toast.push({
        status: 'warning',
        title: 'Not in the form',
        description,
        closable: true,
        duration: 20_000,
      })
    }
    if (!target) return
    const dataTransfer = new DataTransfer()
    for (const file of good) dataTransfer.items.add(file)
    const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer })
    passed.add(drop)
    target.dispatchEvent(drop)
  }

  /** Stops an event that brings files into this field; what it brings into a field inside this one is for that field’s own gate. */
  const stop = (event: SyntheticEvent, list: FileList | null | undefined) => {
    const files = [...(list ?? [])]
    if (readOnly || files.length === 0 || passed.has(event.nativeEvent)) return
    event.preventDefault()
    event.stopPropagation()
    void take(files)
  }
  const isHere = ({ target }: SyntheticEvent) =>
    target instanceof Element && target.closest('[data-picture-gate]') === root.current
  const onChange = (event: ChangeEvent<HTMLDivElement>) => {
    const { target } = event
    if (!isText && target instanceof HTMLInputElement && target.type === 'file') stop(event, target.files)
  }
  const onDrop = (event: ReactDragEvent) => {
    if (isHere(event)) stop(event, event.dataTransfer.files)
  }
  const onPaste = (event: ClipboardEvent) => {
    // Word puts a picture of the text beside the text.
    const isOfText = ['text/html', 'text/plain'].every(type => event.clipboardData.types.includes(type))
    if (isHere(event) && !isOfText) stop(event, event.clipboardData.files)
  }

  return (
    <div
      ref={root}
      data-picture-gate=""
      onChangeCapture={onChange}
      onDropCapture={onDrop}
      onPasteCapture={onPaste}
    >
      <Stack gap={3}>
        {busyWith && <Busy with={busyWith} />}
        {refusals.length > 0 && <Refusals refusals={refusals} onClose={() => setRefusals([])} />}
        {props.renderDefault(props)}
      </Stack>
    </div>
  )
}

function Busy(props: { with: string }) {
  return (
    <Card tone="primary" border radius={2} padding={3}>
      <Flex gap={3}>
        <Spinner muted size={1} />
        <Text size={1} role="status">
          {`Getting “${props.with}” ready…`}
        </Text>
      </Flex>
    </Card>
  )
}

function Refusals({ refusals, onClose }: { refusals: string[]; onClose: () => void }) {
  return (
    <Card tone="critical" border radius={2} padding={3} role="alert" data-testid="picture-refused">
      <Flex gap={3} align="flex-start">
        <Sign icon={ErrorOutlineIcon} />
        <Stack gap={3} flex={1}>
          {refusals.map(refusal => (
            <Text key={refusal} size={1}>
              {refusal}
            </Text>
          ))}
        </Stack>
        <SmallButton mode="bleed" text="OK" onClick={onClose} />
      </Flex>
    </Card>
  )
}
