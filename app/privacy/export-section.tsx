import { Form, useNavigation, useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import type { LiveEvent } from '../../contract/live'
import type { DataExport, ExportState } from '../../contract/privacy'
import type { FormAnswer } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { useRoom } from '../live/use-room'
import { Button, buttonClass } from '../ui/button'

type ExportSectionProps = { me: { id: string; timeZone: string }; state: ExportState; last: number; answer: FormAnswer | undefined }

/** The download of everything: asked for, on its way with its progress, there, or over. */
export function ExportSection({ me, state, last, answer }: ExportSectionProps) {
  const shown = useLiveExport(me.id, state.export, last)
  const isBusy = useNavigation().formData?.get('intent') === 'export'
  const isUnderWay = shown?.state === 'waiting' || shown?.state === 'making'
  return (
    <>
      <FormNotice answer={answer} />
      <div aria-live="polite">{shown ? <ExportLine shown={shown} timeZone={me.timeZone} /> : null}</div>
      {isUnderWay ? null : (
        <Form method="post" className="mt-3">
          <Button type="submit" name="intent" value="export" isBusy={isBusy} disabled={state.nextAt !== null && shown?.state !== 'failed'}>
            {shown ? 'Make a new download' : 'Make a download'}
          </Button>
          {state.nextAt !== null && shown?.state !== 'failed' ? (
            <p className="mt-1.5 text-xs text-ink-3">The next one can be made from {dayOf(state.nextAt, me.timeZone)} on.</p>
          ) : null}
        </Form>
      )}
    </>
  )
}

function ExportLine({ shown, timeZone }: { shown: DataExport; timeZone: string }) {
  switch (shown.state) {
    case 'waiting':
    case 'making': {
      const percent = Math.round(shown.progressRatio * 100)
      return (
        <p className="text-ink-2">
          <label className="block">
            Your data is being put together: {percent} percent.
            <progress value={percent} max={100} className="mt-1.5 block h-2 w-full accent-accent" />
          </label>
        </p>
      )
    }
    case 'ready':
      return (
        <p>
          <a href={`/privacy/export/${shown.id}`} className={buttonClass({ tone: 'primary' })} download>
            Download the ZIP ({sizeOf(shown.byteSize ?? 0)})
          </a>
          <span className="mt-1.5 block text-xs text-ink-3">
            It is kept until {shown.expiresAt ? dayOf(shown.expiresAt, timeZone) : 'further notice'}, for you alone.
          </span>
        </p>
      )
    case 'failed':
      return <p className="text-ink-2">The last download could not be made. That is our fault; ask for it again.</p>
    case 'expired':
      return <p className="text-ink-2">Your last download was made {dayOf(shown.requestedAt, timeZone)} and is not kept any more.</p>
    default:
      return shown.state satisfies never
  }
}

/** The newest of what was loaded and what the person's room told since. */
function useLiveExport(personId: string, loaded: DataExport | null, last: number): DataExport | null {
  const [told, setTold] = useState<DataExport | null>(null)
  const { revalidate } = useRevalidator()
  useRoom({
    party: 'person',
    room: personId,
    startAt: last,
    onEvent: (event: LiveEvent) => {
      if (event.type !== 'privacy.export-changed') return
      setTold(event.data.export)
      // From when on the next may be made is the server's to say.
      if (event.data.export.state !== 'making') revalidate()
    },
    onReload: revalidate,
  })
  if (!told || !loaded) return told ?? loaded
  return told.id === loaded.id ? (told.version > loaded.version ? told : loaded) : told.requestedAt > loaded.requestedAt ? told : loaded
}

const sizeOf = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

function dayOf(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone }).format(
    new Date(at),
  )
}
