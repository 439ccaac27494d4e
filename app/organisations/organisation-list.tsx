import { Form, useNavigation } from '@remix-run/react'
import type { Organisation } from '../../contract/identity'
import type { FormAnswer } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field, Input } from '../ui/field'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { ROLE_WORDS } from './role-words'

/** The person's organisations, and the way to found one. */
export function OrganisationList({ organisations, answer }: { organisations: Organisation[]; answer: FormAnswer | undefined }) {
  const isBusy = useNavigation().state === 'submitting'
  return (
    <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <section aria-label="Your organisations">
        {organisations.length === 0 ? (
          <EmptyState title="No organisation yet">
            <p>Found one to hire together, or open the invitation that a colleague sent you.</p>
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line">
            {organisations.map((organisation) => (
              <li key={organisation.id} className="flex flex-wrap items-center gap-3 px-4 py-3">
                <TextLink to={`/organisations/${organisation.slug}`} className="mr-auto font-medium break-words">
                  {organisation.name}
                </TextLink>
                <Badge>{ROLE_WORDS[organisation.role].name}</Badge>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Card className="self-start p-5">
        <h2 className="text-lg font-semibold">New organisation</h2>
        <p className="mt-1 text-sm text-ink-2">You become its owner, and can invite others.</p>
        <Form method="post" className="mt-4 space-y-4">
          <FormNotice answer={answer} />
          <Field label="Name" error={answer?.errors.name}>
            {(control) => (
              <Input {...control} name="name" required maxLength={120} autoComplete="organization" defaultValue={answer?.values.name} />
            )}
          </Field>
          <Button type="submit" tone="primary" className="w-full" isBusy={isBusy}>
            Found it
          </Button>
        </Form>
      </Card>
    </div>
  )
}
