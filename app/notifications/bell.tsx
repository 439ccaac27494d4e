import { Link, useFetcher, useLocation, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { LiveEvent } from '../../contract/live'
import { notificationWords } from '../../server/notifications/core/notification-words'
import { useRoom } from '../live/use-room'

interface BellData {
  last: number
  unread: number
}

/** The bell with its count, live. Loaded for people who are signed in, after the page. */
export function Bell({ personId }: { personId: string }) {
  const { load, data } = useFetcher<BellData>()
  useEffect(() => load('/notifications/unread'), [load])
  return data ? <LiveBell personId={personId} start={data} onReload={() => load('/notifications/unread')} /> : <BellLink unread={0} />
}

function LiveBell({ personId, start, onReload }: { personId: string; start: BellData; onReload(): void }) {
  const [unread, setUnread] = useState(start.unread)
  const [announced, setAnnounced] = useState('')
  const { pathname } = useLocation()
  const { revalidate } = useRevalidator()
  useEffect(() => setUnread(start.unread), [start])
  const onEvent = (event: LiveEvent) => {
    if (event.type !== 'notification.added' && event.type !== 'notification.read') return
    setUnread(event.data.unread)
    if (event.type === 'notification.added')
      setAnnounced(`New: ${notificationWords(event.data.notification.data, Intl.DateTimeFormat().resolvedOptions().timeZone).title}`)
    if (pathname === '/notifications') revalidate()
  }
  useRoom({ party: 'person', room: personId, startAt: start.last, onEvent, onReload })
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
