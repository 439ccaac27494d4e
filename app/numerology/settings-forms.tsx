import { Form, useNavigation } from '@remix-run/react'
import type { NumerologySettings, NumerologyShare } from '../../contract/numerology'
import { SHARE_TEXT } from '../../server/numerology/core/texts'
import { Button } from '../ui/button'
import { Checkbox, Field, Select } from '../ui/field'
import { formatDay } from '../ui/time-ago'
import { LIFE_PATH_CHOICES, MASTER_CHOICES, NAME_CHOICES, Y_CHOICES } from './words'

/** What numerology may do for its person, and by which method. Nothing of it is ticked until they tick it. */
export function ChoicesForm({ settings }: { settings: NumerologySettings }) {
  const isBusy = useNavigation().formData?.get('intent') === 'choose'
  const { method } = settings
  return (
    <Form method="post" key={JSON.stringify(settings)} className="space-y-5">
      <div className="space-y-1">
        <Checkbox name="forJobs" defaultChecked={settings.forJobs}>
          For me: beside companies and jobs, and as a weight I may set
        </Checkbox>
        <Checkbox name="forHiring" defaultChecked={settings.forHiring}>
          When I hire: with candidates who share theirs
        </Checkbox>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice label="Life path" name="lifePath" choices={LIFE_PATH_CHOICES} chosen={method.lifePath} />
        <Choice label="Master numbers" name="masters" choices={MASTER_CHOICES} chosen={method.masters} />
        <Choice label="Names" name="name" choices={NAME_CHOICES} chosen={method.name} />
        <Choice label="The letter Y" name="y" choices={Y_CHOICES} chosen={method.y} />
      </div>
      <Button type="submit" name="intent" value="choose" isBusy={isBusy}>
        Save
      </Button>
    </Form>
  )
}

type ChoiceProps = { label: string; name: string; choices: { value: string; label: string }[]; chosen: string }

function Choice({ label, name, choices, chosen }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} name={name} defaultValue={chosen}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** An organisation asks: what sharing means, and a button that does it. */
export function ShareForm({ asked }: { asked: { slug: string; name: string } }) {
  return (
    <Form method="post" className="mb-6 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <h3 className="font-semibold">Share compatibility with {asked.name}?</h3>
      <div className="mt-2 space-y-2 text-sm text-ink-2">
        {SHARE_TEXT.paragraphs.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </div>
      <input type="hidden" name="organisationSlug" value={asked.slug} />
      <input type="hidden" name="textVersion" value={SHARE_TEXT.version} />
      <Button type="submit" name="intent" value="share" className="mt-4">
        Share with {asked.name}
      </Button>
    </Form>
  )
}

/** With whom it is shared, whether it weighs there, and when it was used. */
export function ShareList({ shares }: { shares: NumerologyShare[] }) {
  if (shares.length === 0)
    return (
      <p className="text-ink-2">
        You share it with nobody. An organisation can send you a link that leads here; without one there is nothing to do.
      </p>
    )
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {shares.map((share) => (
        <li key={share.organisationId} className="flex flex-wrap items-center gap-3 px-4 py-3 text-sm">
          <div className="mr-auto min-w-0">
            <p className="font-medium break-words">{share.organisationName}</p>
            <p className="text-ink-3">
              {share.sharedAt ? `Shared since ${formatDay(share.sharedAt)}. ` : 'No longer shared. '}
              {share.sharedAt
                ? share.weightPercent > 0
                  ? `It weighs ${share.weightPercent} % there, among candidates who share. `
                  : 'It weighs in no list there. '
                : ''}
              {share.usedAt
                ? `Used ${share.timesUsed === 1 ? 'once' : `${share.timesUsed} times`}, last on ${formatDay(share.usedAt)}.`
                : 'Never used.'}
            </p>
          </div>
          {share.sharedAt ? (
            <Form method="post">
              <input type="hidden" name="organisationId" value={share.organisationId} />
              <Button type="submit" name="intent" value="stop" size="sm" aria-label={`Stop sharing with ${share.organisationName}`}>
                Stop sharing
              </Button>
            </Form>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
