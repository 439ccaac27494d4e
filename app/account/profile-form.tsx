import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import type { Me } from '../../contract/identity'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Checkbox, Field, Input } from '../ui/field'
import { TextLink } from '../ui/text-link'
import type { FormAnswer } from './form-answer'
import { FormNotice } from './form-notice'
import { TimeZoneField } from './time-zone-field'

/** What the person says of themselves, beside what others would see of it. */
export function ProfileForm({ me, zones, answer }: { me: Me; zones: string[]; answer: FormAnswer | undefined }) {
  const isBusy = useNavigation().state !== 'idle'
  const [shown, setShown] = useState({ name: me.name, headline: me.headline ?? '', isPublic: me.isPublic })
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,22rem)]">
      <div>
        <FormNotice answer={answer} />
        <Form
          method="post"
          className="space-y-5"
          onChange={(event) => {
            const form = new FormData(event.currentTarget)
            setShown({ name: String(form.get('name')), headline: String(form.get('headline')), isPublic: form.get('isPublic') === 'on' })
          }}
        >
          <Field label="Name" error={answer?.errors.name}>
            {(control) => (
              <Input {...control} name="name" required maxLength={120} autoComplete="name" defaultValue={answer?.values.name ?? me.name} />
            )}
          </Field>
          <Field label="Headline (optional)" hint="What you do, in a line." error={answer?.errors.headline}>
            {(control) => (
              <Input {...control} name="headline" maxLength={160} defaultValue={answer?.values.headline ?? me.headline ?? ''} />
            )}
          </Field>
          <TimeZoneField zones={zones} defaultValue={answer?.values.timeZone ?? me.timeZone} error={answer?.errors.timeZone} />
          <div>
            <input type="hidden" name="hasPublic" value="1" />
            <Checkbox name="isPublic" defaultChecked={me.isPublic}>
              Show my name and headline to everybody
            </Checkbox>
          </div>
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Save
          </Button>
        </Form>
        <p className="mt-6 text-sm text-ink-2">
          You sign in as <strong className="font-medium text-ink">{me.email}</strong>
          {me.emailVerified ? '.' : ', which is not confirmed yet.'}
        </p>
      </div>
      <aside aria-label="What others see" className="min-w-0">
        <h2 className="mb-2 text-sm font-medium text-ink-2">What others see</h2>
        <Card className="p-5" aria-live="polite">
          {shown.isPublic ? (
            <>
              <p className="text-lg font-semibold break-words">{shown.name || 'No name'}</p>
              <p className="mt-0.5 text-ink-2">{shown.headline || 'No headline'}</p>
            </>
          ) : (
            <p className="text-ink-2">Nothing. To everybody else, and to programs, it is as if you were not here.</p>
          )}
        </Card>
        <p className="mt-2 text-xs text-ink-3">
          Programs read the same at{' '}
          {me.isPublic ? (
            <TextLink to={`/v1/people/${me.id}`} reloadDocument className="font-mono break-all">
              /v1/people/{me.id}
            </TextLink>
          ) : (
            <span className="font-mono break-all">/v1/people/{me.id}</span>
          )}
          {me.isPublic ? '.' : ', which answers “not found”.'}
        </p>
      </aside>
    </div>
  )
}
