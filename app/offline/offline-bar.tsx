import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { withTo } from '../account/after-sign-in'
import { Button } from '../ui/button'
import { isOld, type Outbox, type OutboxItem } from './outbox-state'
import { decideOldOperations, decideOperation, followOutbox, readOutbox, setOutboxPerson, syncOutbox } from './outbox-store'
import { keepPages, type PageToKeep, startServiceWorker } from './start-service-worker'

/** How soon it is tried again, while the server cannot be reached or does not take what waits. */
const RETRY_MS = 20_000
/** What a page may be older by than the newest one. */
const FRESH_MS = 60_000
const TODAY_FRESH_MS = 600_000
/** Nothing that can wait takes time from a page that has just appeared. */
const CALM_MS = 3_000
const IS_REACHED_AT = '/health/live'

export type OfflineBarProps = {
  personId: string
  /** When the server gave what is shown. */
  loadedAt: string
  /** What is likely to be read after this page. */
  next?: PageToKeep[]
}

/** What a person is told of being offline: when the page was loaded, what waits here, and what has to be decided. */
export function OfflineBar({ personId, loadedAt, next = [] }: OfflineBarProps) {
  const [isOffline, setIsOffline] = useState(false)
  const [isSignedOut, setIsSignedOut] = useState(false)
  const [outbox, setOutbox] = useState<Outbox>([])
  const { revalidate } = useRevalidator()
  const nextPages = useRef(next)
  useEffect(() => {
    nextPages.current = next
  })

  useEffect(() => startServiceWorker((isReached) => setIsOffline(!isReached)), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: Each time the page is loaded anew, what is kept of it is too.
  useEffect(() => {
    const now = Date.now()
    const here = { path: `${location.pathname}${location.search}`, since: new Date(now - FRESH_MS).toISOString() }
    const today = { path: '/today', since: new Date(now - TODAY_FRESH_MS).toISOString() }
    void keepPages([here])
    const later = isSavingData() ? undefined : setTimeout(() => void keepPages([today, ...nextPages.current]), CALM_MS)
    return () => clearTimeout(later)
  }, [loadedAt])

  useEffect(() => {
    setOutboxPerson(personId)
    const show = () => void readOutbox().then(setOutbox, () => {})
    const stop = followOutbox(show)
    show()
    return stop
  }, [personId])

  useEffect(() => {
    let retry: ReturnType<typeof setTimeout> | undefined
    const meet = async () => {
      const waited = (await readOutbox()).length
      clearTimeout(retry)
      retry = undefined
      if (waited === 0 && !isOffline) return
      retry = setTimeout(safely, RETRY_MS)
      if (!navigator.onLine || document.visibilityState === 'hidden') return
      const sent = waited > 0 ? await syncOutbox() : (await isServerReached()) ? 'all' : 'not-reached'
      setIsSignedOut(sent === 'signed-out')
      // Who is signed out keeps the page they have: read anew, it would be gone.
      if (sent === 'all') setIsOffline(false)
      if ((await readOutbox()).length < waited) revalidate()
    }
    const safely = () => void meet().catch(() => {})
    const stop = followOutbox(() => {
      retry ??= setTimeout(safely, RETRY_MS)
    })
    safely()
    window.addEventListener('online', safely)
    document.addEventListener('visibilitychange', safely)
    return () => {
      clearTimeout(retry)
      stop()
      window.removeEventListener('online', safely)
      document.removeEventListener('visibilitychange', safely)
    }
  }, [revalidate, isOffline])

  const wasOffline = useRef(false)
  useEffect(() => {
    if (wasOffline.current && !isOffline) revalidate()
    wasOffline.current = isOffline
  }, [revalidate, isOffline])

  const choose = (id: string, choice: 'mine' | 'theirs') =>
    decideOperation(id, choice)
      .then(syncOutbox)
      .then(revalidate)
      .catch(() => {})
  const chooseOld = (choice: 'send' | 'drop') =>
    decideOldOperations(choice)
      .then(syncOutbox)
      .then(revalidate)
      .catch(() => {})
  const undecided = outbox.filter(({ state }) => state === 'conflict').length
  const [oldest, ...moreOld] = outbox.filter((item) => isOld(item, new Date()))
  if (!isOffline && outbox.length === 0) return null
  return (
    <section aria-label="Offline" className="no-print mb-4 rounded-lg border border-line bg-warn-soft px-4 py-3 text-sm text-warn">
      <div role="status" className="flex flex-wrap gap-x-3 gap-y-1 font-medium">
        {isOffline && !isSignedOut ? <p>Offline: showing what was loaded at {timeWord(loadedAt)}.</p> : null}
        {outbox.length > 0 ? (
          <p>
            {outbox.length.toLocaleString('en')} {outbox.length === 1 ? 'change' : 'changes'} waiting
            {undecided > 0 ? `, ${undecided.toLocaleString('en')} to be decided` : ''}.
          </p>
        ) : null}
      </div>
      {isSignedOut ? (
        <p className="mt-1">
          This device was signed out. Nothing is lost:{' '}
          <a className="font-medium underline" href={withTo('/sign-in', `${location.pathname}${location.search}`)}>
            sign in again to send it
          </a>
          .
        </p>
      ) : null}
      {oldest ? (
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <p>
            {moreOld.length === 0 ? 'One change has' : `${(moreOld.length + 1).toLocaleString('en')} changes have`} waited here since{' '}
            {timeWord(oldest.at)}: too long to be sent unasked.
          </p>
          <span className="flex gap-2">
            <Button size="sm" onClick={() => chooseOld('send')}>
              Send all the same
            </Button>
            <Button size="sm" onClick={() => chooseOld('drop')}>
              Drop
            </Button>
          </span>
        </div>
      ) : null}
      {outbox.length > 0 ? (
        <ul className="mt-2 space-y-2">
          {outbox.map((item) => (
            <Waiting key={item.op.id} item={item} onChoice={(choice) => choose(item.op.id, choice)} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function Waiting({
  item: { op, words, state, error, canOverrule },
  onChoice,
}: {
  item: OutboxItem
  onChoice(choice: 'mine' | 'theirs'): void
}) {
  return (
    <li>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 break-words text-ink">{words}</span>
        {state === 'waiting' ? (
          <span className="text-xs">not saved yet</span>
        ) : (
          <>
            <span>{error}</span>
            <span className="flex gap-2">
              {canOverrule ? (
                <Button size="sm" onClick={() => onChoice('mine')} aria-label={`Use mine: ${words}`}>
                  Use mine
                </Button>
              ) : null}
              <Button
                size="sm"
                onClick={() => onChoice('theirs')}
                aria-label={`${canOverrule ? 'Keep what is there' : 'Give it up'}: ${words}`}
              >
                {canOverrule ? 'Keep what is there' : 'Give it up'}
              </Button>
            </span>
          </>
        )}
      </div>
      {'markdown' in op ? (
        <details className="mt-1 text-xs">
          <summary className="inline-flex min-h-6 items-center">All that was written</summary>
          <p className="max-h-64 overflow-auto rounded-md bg-surface p-2 break-words whitespace-pre-wrap text-ink">{op.markdown}</p>
        </details>
      ) : null}
    </li>
  )
}

/** The person has told the browser to load no more than is asked for. Not every browser knows. */
function isSavingData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection')
  return typeof connection === 'object' && connection !== null && 'saveData' in connection && connection.saveData === true
}

async function isServerReached(): Promise<boolean> {
  const answer = await fetch(IS_REACHED_AT, { cache: 'no-store', signal: AbortSignal.timeout(5_000) }).catch(() => null)
  return answer?.ok ?? false
}

/** The hour of today, or the day with it, on this device's clock. */
function timeWord(at: string): string {
  const time = new Date(at)
  const isToday = time.toDateString() === new Date().toDateString()
  const hour = { hour: '2-digit', minute: '2-digit' } as const
  return isToday ? time.toLocaleTimeString('en-GB', hour) : time.toLocaleString('en-GB', { day: 'numeric', month: 'short', ...hour })
}
