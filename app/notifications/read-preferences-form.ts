import { NOTIFICATION_EVENTS, NOTIFY_CHANNELS } from '../../contract/notifications'

/** The form of the matrix as the API takes it: what is not ticked is off. */
export function readPreferencesForm(form: FormData) {
  const ticked = new Set(form.getAll('on'))
  const from = String(form.get('quietFrom') ?? '')
  const to = String(form.get('quietTo') ?? '')
  return {
    events: NOTIFICATION_EVENTS.flatMap((event) =>
      NOTIFY_CHANNELS.map((channel) => ({ event, channel, on: ticked.has(`${event} ${channel}`) })),
    ),
    quietHours: from === '' && to === '' ? null : { from, to },
    digest: String(form.get('digest') ?? 'instant'),
  }
}
