import { Form, useNavigation } from '@remix-run/react'
import { STAGE_GROUPS } from '../../contract/stages'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field, Input, Select, Textarea } from '../ui/field'
import { TextLink } from '../ui/text-link'
import { EarlierNotice } from './earlier-notice'
import type { NewAnswer, NewValues } from './new-answer'
import { GROUP_WORDS } from './words'

/** First step: an address or a text, which is then read. Everything can be typed instead. */
export function PasteStep({ answer }: { answer: NewAnswer }) {
  const isBusy = useNavigation().state !== 'idle'
  const { values, errors, error } = answer
  return (
    <Card className="max-w-2xl p-5 sm:p-6">
      <Form method="post">
        <input type="hidden" name="intent" value="read" />
        {values.title ? <input type="hidden" name="title" value={values.title} /> : null}
        <Field label="Address of the posting" error={errors.url}>
          {(control) => <Input {...control} type="url" name="url" defaultValue={values.url} placeholder="https://" />}
        </Field>
        <Field
          label="Its text"
          hint="Paste what you see. It is kept as it is, so that you can read it when the posting is gone."
          error={errors.text}
          className="mt-4"
        >
          {(control) => <Textarea {...control} name="text" rows={10} maxLength={20_000} defaultValue={values.text} />}
        </Field>
        {error ? (
          <p role="alert" className="mt-4 text-sm font-medium text-bad">
            {error}
          </p>
        ) : null}
        <div className="mt-5 flex flex-wrap items-center gap-3">
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Read it
          </Button>
          <Button type="submit" name="intent" value="type">
            Type it myself
          </Button>
        </div>
      </Form>
      <p className="mt-5 text-sm text-ink-2">
        Faster from any page: <TextLink to="/applications/clip">the bookmark that brings it here</TextLink>.
      </p>
    </Card>
  )
}

const FIELDS = [
  { name: 'title', label: 'Title', required: true, maxLength: 200 },
  { name: 'companyName', label: 'Company', maxLength: 200 },
  { name: 'places', label: 'Places', maxLength: 500, hint: 'Several apart by ;' },
  { name: 'url', label: 'Address', type: 'url', maxLength: 2_000 },
] as const satisfies { name: keyof NewValues; label: string; hint?: string; required?: boolean; maxLength: number; type?: string }[]

/** Second step: what was read, to be put right, and where it stands already. */
export function CheckStep({ answer, timeZone }: { answer: NewAnswer; timeZone: string }) {
  const isBusy = useNavigation().state !== 'idle'
  const { values, errors, error, earlier } = answer
  return (
    <div className="max-w-2xl space-y-4">
      <EarlierNotice earlier={earlier} timeZone={timeZone} />
      <Card className="p-5 sm:p-6">
        <Form method="post" className="space-y-4">
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="source" value={values.source ?? 'own'} />
          {FIELDS.map((field) => {
            const { name, label, ...rest } = field
            const hint = 'hint' in field ? field.hint : undefined
            return (
              <Field key={name} label={label} hint={hint} error={errors[name]}>
                {(control) => <Input {...control} {...rest} name={name} defaultValue={values[name]} />}
              </Field>
            )
          })}
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Where it stands" error={errors.stage}>
              {(control) => (
                <Select {...control} name="group" defaultValue={values.group}>
                  {STAGE_GROUPS.filter((group) => group !== 'closed').map((group) => (
                    <option key={group} value={group}>
                      {GROUP_WORDS[group]}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="Since (now if left empty)" error={errors.happenedAt}>
              {(control) => <Input {...control} type="datetime-local" name="happenedAt" defaultValue={values.happenedAt} />}
            </Field>
          </div>
          <Field label="The posting's text" error={errors.text}>
            {(control) => <Textarea {...control} name="text" rows={8} maxLength={20_000} defaultValue={values.text} />}
          </Field>
          {error ? (
            <p role="alert" className="text-sm font-medium text-bad">
              {error}
            </p>
          ) : null}
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Save application
          </Button>
        </Form>
      </Card>
    </div>
  )
}
