import type { Digest, NotificationEvent, NotificationPage, NotificationPreferences, NotifyChannel } from './contract'
import type { Call, CallOptions, WriteOptions } from './http'

/** How to hear of things; what is left out stays. */
export interface PreferencesChange {
  events?: { event: NotificationEvent; channel: NotifyChannel; on: boolean }[]
  /** Between these times of your own zone nothing leaves; `null` for no quiet hours. */
  quietHours?: { from: string; to: string } | null
  digest?: Digest
}

/** Your notification centre; needs a key with `notifications:read`, and `notifications:write` to change it. */
export interface NotificationsApi {
  /** Newest first, with how many are unread in all. */
  list(search?: { unreadOnly?: boolean; limit?: number; cursor?: string | undefined }, options?: CallOptions): Promise<NotificationPage>
  /** Marks those that are named as read, or all. Answers how many are unread then. */
  read(ids?: string[], options?: WriteOptions): Promise<number>
  preferences: {
    get(options?: CallOptions): Promise<NotificationPreferences>
    /** Mail and text messages also need your consent, which no key can give. */
    set(change: PreferencesChange, options?: WriteOptions): Promise<NotificationPreferences>
  }
}

export function newNotificationsApi({ call }: { call: Call }): NotificationsApi {
  return {
    list: (search, options) => call({ path: '/notifications', query: { ...search }, ...options }),
    read: async (ids, options) => {
      const body = ids === undefined ? {} : { ids }
      return (await call<{ unread: number }>({ method: 'POST', path: '/notifications/read', body, ...options })).unread
    },
    preferences: {
      get: (options) => call({ path: '/notifications/preferences', ...options }),
      set: (change, options) => call({ method: 'PATCH', path: '/notifications/preferences', body: change, ...options }),
    },
  }
}
