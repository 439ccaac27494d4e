import { Form, useNavigation } from '@remix-run/react'
import type { Consent, NotificationPreferences } from '../../contract/notifications'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { Table, Td, Th } from '../ui/table'
import { CHANNEL_WORDS, COLUMN_WORDS, EVENT_WORDS } from './words'

const CHANNELS = ['app', 'mail', 'sms'] as const

/** Each event by each channel, quiet hours and digest: one form, saved together. */
export function EventMatrix({ preferences, consents }: { preferences: NotificationPreferences; consents: Consent[] }) {
  const { events, quietHours, digest, timeZone } = preferences
  const isSaving = useNavigation().formData?.get('intent') === 'preferences'
  const missing = CHANNELS.filter((channel) => channel !== 'app' && !consents.some((each) => each.channel === channel && each.given))
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="preferences" />
      <Table caption="What you hear of, and by which channel">
        <thead>
          <tr>
            <Th>When</Th>
            {CHANNELS.map((channel) => (
              <Th key={channel} className="text-center max-sm:px-1.5">
                {COLUMN_WORDS[channel]}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((row) => (
            <tr key={row.event}>
              <Td className="min-w-36">
                <span className="block font-medium">{EVENT_WORDS[row.event].label}</span>
                <span className="block text-xs text-ink-3">{EVENT_WORDS[row.event].hint}</span>
              </Td>
              {CHANNELS.map((channel) => (
                <Td key={channel} className="text-center max-sm:px-1">
                  {row.event === 'job.found' && channel === 'sms' ? (
                    <span className="text-ink-3" title="New jobs never come as text messages">
                      <span aria-hidden>–</span>
                      <span className="sr-only">New jobs never come as text messages</span>
                    </span>
                  ) : (
                    <label className="inline-flex min-h-9 min-w-9 items-center justify-center">
                      <span className="sr-only">
                        {EVENT_WORDS[row.event].label}: {CHANNEL_WORDS[channel]}
                      </span>
                      <input
                        type="checkbox"
                        name="on"
                        value={`${row.event} ${channel}`}
                        defaultChecked={row[channel]}
                        className="size-4 accent-accent"
                      />
                    </label>
                  )}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {missing.length > 0 ? (
        <p className="mt-2 text-sm text-ink-2">
          {missing.map((channel) => CHANNEL_WORDS[channel]).join(' and ')}: nothing leaves before you agree to it below.
          {missing.includes('mail')
            ? ' What employers here tell you about your own applications comes by e-mail without that: how they stand, and interviews. Untick it above to end it.'
            : null}
        </p>
      ) : null}
      <div className="mt-6 grid gap-4 sm:grid-cols-3">
        <Field label="Quiet from" hint={`In your zone, ${timeZone}. Leave both empty for none.`}>
          {(control) => <Input {...control} type="time" name="quietFrom" defaultValue={quietHours?.from ?? ''} />}
        </Field>
        <Field label="Quiet until" hint="Mail and texts wait until then.">
          {(control) => <Input {...control} type="time" name="quietTo" defaultValue={quietHours?.to ?? ''} />}
        </Field>
        <Field
          label="Updates by e-mail"
          hint="Reminders are never held back for a digest. New jobs always come together, at most once a day."
        >
          {(control) => (
            <Select {...control} name="digest" defaultValue={digest}>
              <option value="instant">One by one, at once</option>
              <option value="daily">Once a day, at 8:00</option>
              <option value="weekly">Once a week, Monday 8:00</option>
            </Select>
          )}
        </Field>
      </div>
      <Button type="submit" tone="primary" className="mt-5" isBusy={isSaving}>
        Save
      </Button>
    </Form>
  )
}
