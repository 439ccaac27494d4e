import { z } from 'zod'
import {
  ConsentLedger,
  ConsentLedgerPage,
  ConsentList,
  DeliveryList,
  DeliveryPage,
  MessageList,
  MessagePage,
  NotificationList,
  NotificationPage,
  NotificationPreferences,
  PhoneNumber,
  SetConsent,
  SetPreferences,
  UnreadCount,
  UnsubscribeState,
} from '../../contract/notifications'
import { NotificationId } from '../../contract/wire'
import { anybody, operatorOnly, router, scoped, signedIn } from '../core/trpc'
import { confirmPhone, removePhone, startPhone } from './confirm-phone'
import { listConsents, setConsent } from './consents'
import { listDeliveries, listLedger, listMessages } from './list-deliveries'
import { countUnread, listNotifications, markAllRead, markRead } from './list-notifications'
import { getPreferences, setPreferences } from './preferences'
import { readUnsubscribeToken, unsubscribe } from './unsubscribe'

const reading = scoped('notifications:read')
const writing = scoped('notifications:write')
const Token = z.object({ token: z.string().max(1_000) })

export const notificationsRouter = router({
  list: reading
    .input(NotificationList)
    .output(NotificationPage)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  unread: reading.output(UnreadCount).query(async ({ ctx }) => ({ unread: await countUnread(ctx.db, ctx.actor.personId) })),
  markRead: writing
    .input(z.strictObject({ ids: z.array(NotificationId).min(1).max(100) }))
    .output(UnreadCount)
    .mutation(({ ctx, input }) => markRead(ctx, input.ids)),
  markAllRead: writing.output(UnreadCount).mutation(({ ctx }) => markAllRead(ctx)),
  preferences: reading.output(NotificationPreferences).query(({ ctx }) => getPreferences(ctx)),
  setPreferences: writing
    .input(SetPreferences)
    .output(NotificationPreferences)
    .mutation(({ ctx, input }) => setPreferences(ctx, input)),
  deliveries: reading
    .input(DeliveryList)
    .output(DeliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  startPhone: signedIn
    .input(z.strictObject({ phone: PhoneNumber }))
    .output(z.object({ minutes: z.int() }))
    .mutation(({ ctx, input }) => startPhone(ctx, input.phone)),
  confirmPhone: signedIn
    .input(
      z.strictObject({
        code: z
          .string()
          .trim()
          .regex(/^\d{6}$/, 'Type the six digits.'),
      }),
    )
    .output(z.void())
    .mutation(({ ctx, input }) => confirmPhone(ctx, input.code)),
  removePhone: signedIn.output(z.void()).mutation(({ ctx }) => removePhone(ctx)),
  messages: operatorOnly
    .input(MessageList)
    .output(MessagePage)
    .query(({ ctx, input }) => listMessages(ctx, input)),
})

export const consentsRouter = router({
  list: signedIn.output(ConsentList).query(({ ctx }) => listConsents(ctx)),
  set: signedIn
    .input(SetConsent)
    .output(ConsentList)
    .mutation(({ ctx, input }) => setConsent(ctx, input)),
  /** What a link from a mail would end. */
  unsubscribeState: anybody
    .input(Token)
    .output(UnsubscribeState)
    .query(({ ctx, input }) => readUnsubscribeToken(ctx, input.token)),
  unsubscribe: anybody
    .input(Token)
    .output(UnsubscribeState)
    .mutation(({ ctx, input }) => unsubscribe(ctx, input.token)),
  ledger: operatorOnly
    .input(ConsentLedger)
    .output(ConsentLedgerPage)
    .query(({ ctx, input }) => listLedger(ctx, input)),
})
