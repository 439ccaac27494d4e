import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { EmploymentType, Remote, Seniority } from '../../contract/jobs'
import type { MatchWishes } from '../../contract/matching'
import { COUNTRIES } from '../jobs/countries'
import { REMOTE_WORDS, SENIORITY_WORDS, TYPE_WORDS } from '../jobs/words'
import { Button } from '../ui/button'
import { Checkbox, Field, Input, Textarea } from '../ui/field'
import { countryList } from './read-forms'

/** What the person wants next. Everything may be left empty; limits are told apart from wishes. */
export function WishesForm({ wishes, errors, isBusy }: { wishes: MatchWishes; errors: Record<string, string>; isBusy: boolean }) {
  return (
    <Form method="post" className="space-y-5">
      <input type="hidden" name="intent" value="wishes" />
      <Field label="Job titles I want" hint="One a line." error={errors.titles}>
        {(control) => <Textarea {...control} name="titles" rows={3} defaultValue={wishes.titles.join('\n')} />}
      </Field>
      <Field label="Places" hint="One a line: a city, or a country." error={errors.places}>
        {(control) => <Textarea {...control} name="places" rows={2} defaultValue={wishes.places.join('\n')} />}
      </Field>
      <Checkbox name="isPlaceLimit" defaultChecked={wishes.isPlaceLimit}>
        Only there, or remote
      </Checkbox>
      <Group legend="How">
        {Remote.options.map((remote) => (
          <Checkbox key={remote} name="remote" value={remote} defaultChecked={wishes.remote.includes(remote)}>
            {REMOTE_WORDS[remote]}
          </Checkbox>
        ))}
      </Group>
      <Group legend="Type of work">
        {EmploymentType.options.map((type) => (
          <Checkbox key={type} name="types" value={type} defaultChecked={wishes.types.includes(type)}>
            {TYPE_WORDS[type]}
          </Checkbox>
        ))}
        <Checkbox name="isTypeLimit" defaultChecked={wishes.isTypeLimit}>
          Only these types
        </Checkbox>
      </Group>
      <Group legend="Level">
        {Seniority.options.map((level) => (
          <Checkbox key={level} name="seniority" value={level} defaultChecked={wishes.seniority.includes(level)}>
            {SENIORITY_WORDS[level]}
          </Checkbox>
        ))}
      </Group>
      <div className="grid grid-cols-[5.5rem_1fr_1fr] gap-2.5">
        <Field label="Currency" error={errors.currency}>
          {(control) => <Input {...control} name="currency" maxLength={3} placeholder="EUR" defaultValue={wishes.currency ?? ''} />}
        </Field>
        <Field label="At least, a year" error={errors.payFloor}>
          {(control) => <Input {...control} name="payFloor" inputMode="numeric" defaultValue={wishes.payFloor ?? ''} />}
        </Field>
        <Field label="I hope for" error={errors.payWanted}>
          {(control) => <Input {...control} name="payWanted" inputMode="numeric" defaultValue={wishes.payWanted ?? ''} />}
        </Field>
      </div>
      <Field label="I live in" hint="Remote work is often open to some countries only." error={errors.livesIn}>
        {(control) => (
          <Input {...control} name="livesIn" list="countries" defaultValue={wishes.livesIn === null ? '' : countryList([wishes.livesIn])} />
        )}
      </Field>
      <Field label="I need no work permit in" hint="Countries, parted by commas; European Union for all of it." error={errors.permits}>
        {(control) => <Input {...control} name="permits" defaultValue={countryList(wishes.permits)} />}
      </Field>
      <datalist id="countries">
        {COUNTRIES.map(({ code, name }) => (
          <option key={code} value={name} />
        ))}
      </datalist>
      <p className="text-xs text-ink-3">
        What breaks “only”, “at least” or a permit is listed apart and never lowers a score. Nobody but you sees any of this.
      </p>
      <Button type="submit" tone="primary" isBusy={isBusy}>
        Save what I want
      </Button>
    </Form>
  )
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="grid grid-cols-2 gap-x-2">{children}</div>
    </fieldset>
  )
}
