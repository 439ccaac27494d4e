import { z } from 'zod'
import {
  type Notification,
  NotificationList,
  NotificationPage,
  NotificationPreferences,
  SetPreferences,
  UnreadCount,
} from '../../contract/notifications'
import { NotificationId } from '../../contract/wire'
import { type PublicRoute, route } from './public-route'

const notification: Notification = {
  id: 'ntf_019f1c2a7b3d7c4e8a90b1c2d3e4f530',
  data: {
    event: 'application.silent',
    applicationId: 'app_019f1c2a7b3d7c4e8a90b1c2d3e4f510',
    jobTitle: 'Pastry Chef',
    companyName: 'Kestrel Bakery',
    days: 14,
  },
  at: '2026-11-21T10:13:44.000Z',
  readAt: null,
}
const preferences: NotificationPreferences = {
  events: [{ event: 'application.silent', app: true, mail: true, sms: false }],
  quietHours: { from: '22:00', to: '07:00' },
  digest: 'daily',
  timeZone: 'Europe/Berlin',
  phoneEnding: null,
}

const reads = { tag: 'Notifications' as const, needs: 'notifications:read' as const }
const writes = { tag: 'Notifications' as const, needs: 'notifications:write' as const }

/** What `/v1` promises of the notification centre. */
export const notificationRoutes: PublicRoute[] = [
  route({
    operationId: 'listNotifications',
    method: 'get',
    path: '/notifications',
    summary: 'List your notifications',
    description: 'Newest first, with how many are unread in all.',
    ...reads,
    query: z.strictObject({
      unreadOnly: z.stringbool().default(false).describe('`true` for those that are not read yet.'),
      limit: z.coerce.number().int().min(1).max(100).default(30).describe('How many at once, 100 at most.'),
      cursor: NotificationList.shape.cursor.describe('Where to go on: `next` of the page before.'),
    }),
    output: NotificationPage,
    example: { data: [notification], next: null, unread: 1 },
    answer: ({ api, query }) => api.notifications.list(query),
  }),
  route({
    operationId: 'readNotifications',
    method: 'post',
    path: '/notifications/read',
    summary: 'Mark notifications as read',
    description: 'Those that are named, or all without a name. Answers how many are unread then.',
    ...writes,
    body: z.strictObject({ ids: z.array(NotificationId).min(1).max(100).optional().describe('Up to 100 ids; all without it.') }),
    bodyExample: { ids: [notification.id] },
    output: UnreadCount,
    example: { unread: 0 },
    answer: ({ api, body }) => (body.ids ? api.notifications.markRead({ ids: body.ids }) : api.notifications.markAllRead()),
  }),
  route({
    operationId: 'getNotificationPreferences',
    method: 'get',
    path: '/notifications/preferences',
    summary: 'Read how you want to hear of things',
    description: 'Each event with its channels, quiet hours in your own zone, and whether mails come together.',
    ...reads,
    output: NotificationPreferences,
    example: preferences,
    answer: ({ api }) => api.notifications.preferences(),
  }),
  route({
    operationId: 'setNotificationPreferences',
    method: 'patch',
    path: '/notifications/preferences',
    summary: 'Set how you want to hear of things',
    description: 'What is left out stays. Mail and text messages also need the person’s consent, which no key can give.',
    ...writes,
    body: z.strictObject({
      events: SetPreferences.shape.events.describe('Channels to switch on or off, by event.'),
      quietHours: SetPreferences.shape.quietHours.describe('No mail and no text message leaves in between; `null` for none.'),
      digest: SetPreferences.shape.digest.describe('`instant`, or updates together in one mail, `daily` or `weekly`.'),
    }),
    bodyExample: { events: [{ event: 'application.silent', channel: 'mail', on: false }], digest: 'weekly' },
    output: NotificationPreferences,
    example: preferences,
    answer: ({ api, body }) => api.notifications.setPreferences(body),
  }),
]
