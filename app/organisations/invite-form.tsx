import { Form, useNavigation } from '@remix-run/react'
import { ORGANISATION_ROLES } from '../../contract/identity'
import type { FormAnswer } from '../account/form-answer'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field, Input } from '../ui/field'
import { ROLE_WORDS } from './role-words'

/** Invites an address. Each role says what it lets somebody do. */
export function InviteForm({ mayMakeOwners, answer }: { mayMakeOwners: boolean; answer: FormAnswer | undefined }) {
  const isBusy = useNavigation().formData?.get('intent') === 'invite'
  const roles = ORGANISATION_ROLES.filter((role) => mayMakeOwners || role !== 'owner')
  const chosen = roles.find((role) => role === answer?.values.role) ?? 'recruiter'
  return (
    <Card className="self-start p-5">
      <h2 className="text-lg font-semibold">Invite somebody</h2>
      <Form method="post" className="mt-4 space-y-4">
        <Field label="E-mail address" error={answer?.errors.email}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              required
              maxLength={254}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              defaultValue={answer?.values.email}
            />
          )}
        </Field>
        <fieldset>
          <legend className="mb-1 text-sm font-medium">As</legend>
          {roles.map((role) => (
            <label key={role} className="flex gap-2.5 rounded-md px-1.5 py-1.5 text-sm hover:bg-surface-2">
              <input
                type="radio"
                name="role"
                value={role}
                defaultChecked={role === chosen}
                className="mt-0.5 size-4 shrink-0 accent-accent"
              />
              <span>
                <span className="block font-medium">{ROLE_WORDS[role].name}</span>
                <span className="block text-ink-2">{ROLE_WORDS[role].may}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Button type="submit" name="intent" value="invite" tone="primary" className="w-full" isBusy={isBusy}>
          Send the invitation
        </Button>
        <p className="text-xs text-ink-3">It is open for 14 days, and only this address can accept it.</p>
      </Form>
    </Card>
  )
}
