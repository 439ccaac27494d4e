import { Form, useNavigation } from '@remix-run/react'
import type { Consent } from '../../contract/notifications'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { TimeAgo } from '../ui/time-ago'
import { CHANNEL_WORDS, HOW_WORDS } from './words'

const TITLES: Record<Consent['textId'], string> = {
  'mail-reminders': 'Reminders by e-mail',
  'mail-updates': 'Updates by e-mail',
  'mail-jobs': 'New jobs by e-mail',
  'sms-reminders': 'Reminders by text message',
  'sms-updates': 'Updates by text message',
}

/** What a person agreed to, in the very words, each with its own box and its own way back. */
export function ConsentList({ consents, hasPhone }: { consents: Consent[]; hasPhone: boolean }) {
  return (
    <ul className="grid gap-3">
      {consents.map((consent) => (
        <li key={consent.textId}>
          <ConsentCard consent={consent} canAgree={consent.channel === 'mail' || hasPhone} />
        </li>
      ))}
    </ul>
  )
}

function ConsentCard({ consent, canAgree }: { consent: Consent; canAgree: boolean }) {
  const { textId, textVersion, text, given, saidAt, how, channel } = consent
  const form = useNavigation().formData
  const isBusy = form?.get('intent') === 'consent' && form.get('textId') === textId
  return (
    <Card className="p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{TITLES[textId]}</h3>
        {given ? <Badge tone="good">Agreed</Badge> : <Badge>Not agreed</Badge>}
      </div>
      <Form method="post" className="mt-3">
        <input type="hidden" name="intent" value="consent" />
        <input type="hidden" name="textId" value={textId} />
        <input type="hidden" name="textVersion" value={textVersion} />
        {given ? (
          <p className="text-sm text-ink-2">{text}</p>
        ) : (
          <label className="flex items-start gap-3 text-sm text-ink-2">
            <input type="checkbox" name="given" value="yes" required disabled={!canAgree} className="mt-1 size-4 shrink-0 accent-accent" />
            <span>{text}</span>
          </label>
        )}
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" size="sm" tone={given ? 'plain' : 'primary'} isBusy={isBusy} disabled={!given && !canAgree}>
            {given ? 'Take back' : 'Agree'}
          </Button>
          <p className="text-xs text-ink-3">
            {canAgree || given ? null : `Confirm a number first. `}
            {saidAt && how ? (
              <>
                {given ? 'Agreed' : 'Taken back'} {HOW_WORDS[how]}, <TimeAgo at={saidAt} />, version {consent.saidVersion} of these words.
              </>
            ) : (
              `Nothing was ever agreed to. ${CHANNEL_WORDS[channel]}, version ${textVersion} of these words.`
            )}
          </p>
        </div>
      </Form>
    </Card>
  )
}
