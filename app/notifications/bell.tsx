import { Link, useLocation, useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useState } from 'react'
import type { LiveEvent } from '../../contract/live'
import { notificationWords } from '../../server/notifications/core/notification-words'
import type { RoomState } from '../live/follow-room'
import { useRoom } from '../live/use-room'

interface BellData {
  last: number
  unread: number
}

/** The person's room is listened to once for a page, and others on the page hear of it here. */
interface Listening {
  onEvent(event: LiveEvent): void
  onRoomState(state: RoomState): void
}

/** The bell with its count, live. Loaded for people who are signed in, after the page. */
export function Bell({ personId, ...listening }: { personId: string } & Listening) {
  const [data, setData] = useState<BellData>()
  const { onRoomState } = listening
  // Asked past the router, which would put a failure in the place of the page.
  const load = useCallback(async () => {
    const answer = await fetch('/notifications/unread', { headers: { accept: 'application/json' } }).catch(() => null)
    if (answer?.ok) setData(await answer.json())
    else if (answer?.status === 401) onRoomState('signed-out')
  }, [onRoomState])
  useEffect(() => {
    void load()
    window.addEventListener('online', load)
    return () => window.removeEventListener('online', load)
  }, [load])
  return data ? <LiveBell personId={personId} start={data} onReload={load} {...listening} /> : <BellLink unread={0} />
}

type LiveBellProps = { personId: string; start: BellData; onReload(): void } & Listening

function LiveBell({ personId, start, onReload, onEvent: onAnyEvent, onRoomState }: LiveBellProps) {
  const [unread, setUnread] = useState(start.unread)
  const [announced, setAnnounced] = useState('')
  const { pathname } = useLocation()
  const { revalidate } = useRevalidator()
  useEffect(() => setUnread(start.unread), [start])
  const onEvent = (event: LiveEvent) => {
    onAnyEvent(event)
    if (event.type !== 'notification.added' && event.type !== 'notification.read') return
    setUnread(event.data.unread)
    if (event.type === 'notification.added')
      setAnnounced(`New: ${notificationWords(event.data.notification.data, Intl.DateTimeFormat().resolvedOptions().timeZone).title}`)
    if (pathname === '/notifications') revalidate()
  }
  const roomState = useRoom({ party: 'person', room: personId, startAt: start.last, onEvent, onReload })
  useEffect(() => onRoomState(roomState), [roomState, onRoomState])
  return (
    <>
      <BellLink unread={unread} />
      <span role="status" className="sr-only">
        {announced}
      </span>
    </>
  )
}

const SHOWN_MAX = 99

function BellLink({ unread }: { unread: number }) {
  return (
    <Link to="/notifications" aria-label={unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`} className="bell">
      {unread > 0 ? (
        <span
          aria-hidden
          className="absolute top-0.5 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-2xs leading-4 font-semibold text-on-accent tabular-nums"
        >
          {unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}
        </span>
      ) : null}
    </Link>
  )
}
