import { Form, Link, useFetcher } from '@remix-run/react'
import clsx from 'clsx'
import type { Notification } from '../../contract/notifications'
import { notificationWords } from '../../server/notifications/core/notification-words'
import { Button } from '../ui/button'
import { CheckIcon } from '../ui/icons'
import { TimeAgo } from '../ui/time-ago'

/** Notifications, newest first. Opening one marks it read; a button does so where there is no script. */
export function NotificationList({ notifications, timeZone }: { notifications: Notification[]; timeZone: string }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {notifications.map((notification) => (
        <NotificationLine key={notification.id} notification={notification} timeZone={timeZone} />
      ))}
    </ul>
  )
}

function NotificationLine({ notification, timeZone }: { notification: Notification; timeZone: string }) {
  const { id, data, at, readAt } = notification
  const fetcher = useFetcher()
  const isRead = readAt !== null || fetcher.formData !== undefined
  const { title, detail, path } = notificationWords(data, timeZone)
  return (
    <li className={clsx('relative flex items-start gap-3 px-4 py-3', isRead ? '' : 'bg-accent-soft/40')}>
      <span aria-hidden className={clsx('mt-2 size-2 shrink-0 rounded-full', isRead ? 'bg-transparent' : 'bg-accent')} />
      <div className="min-w-0 flex-1">
        <Link
          to={path}
          onClick={() => {
            if (readAt === null) fetcher.submit({ intent: 'read', id }, { method: 'post', action: '/notifications' })
          }}
          className={clsx('text-ink no-underline hover:underline', isRead ? '' : 'font-semibold')}
        >
          {isRead ? null : <span className="sr-only">Unread: </span>}
          {title}
        </Link>
        <p className="text-sm text-ink-2">{detail}</p>
        <p className="mt-0.5 text-xs text-ink-3">
          <TimeAgo at={at} />
        </p>
      </div>
      {isRead ? null : (
        <Form method="post" action="/notifications">
          <input type="hidden" name="intent" value="read" />
          <input type="hidden" name="id" value={id} />
          <Button type="submit" tone="quiet" size="sm" aria-label={`Mark as read: ${title}`}>
            <CheckIcon className="size-4" />
          </Button>
        </Form>
      )}
    </li>
  )
}
