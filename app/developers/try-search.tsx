import { Form, useNavigation } from '@remix-run/react'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { CodeBlock } from './code-block'

/** What was asked and what came back, as the API would say it. */
export interface TriedSearch {
  asked: { q: string; place: string; remote: string; limit: string }
  /** The address of the same call; `null` before anything was asked. */
  address: string | null
  status: number
  body: string
}

/** A search to play with: an ordinary form, whose answer stands in the page with or without scripts. */
export function TrySearch({ tried }: { tried: TriedSearch }) {
  const isAsking = useNavigation().location?.pathname === '/developers'
  return (
    <div className="space-y-4">
      <Form
        method="get"
        action="/developers#try"
        preventScrollReset
        className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1.4fr_1fr_9rem_6rem_auto]"
      >
        <Field label="q">
          {(control) => <Input {...control} name="q" defaultValue={tried.asked.q} placeholder="engineer" maxLength={200} />}
        </Field>
        <Field label="place">
          {(control) => <Input {...control} name="place" defaultValue={tried.asked.place} placeholder="Berlin" maxLength={100} />}
        </Field>
        <Field label="remote">
          {(control) => (
            <Select {...control} name="remote" defaultValue={tried.asked.remote}>
              <option value="">any</option>
              <option value="remote">remote</option>
              <option value="hybrid">hybrid</option>
              <option value="onsite">onsite</option>
            </Select>
          )}
        </Field>
        <Field label="limit">
          {(control) => (
            <Input {...control} name="limit" inputMode="numeric" defaultValue={tried.asked.limit} placeholder="3" maxLength={4} />
          )}
        </Field>
        <Button type="submit" tone="primary" isBusy={isAsking}>
          Search
        </Button>
      </Form>
      {tried.address === null ? null : (
        <div className="space-y-3">
          <CodeBlock title="The call" kind="shell" code={`curl '${tried.address}'`} />
          <CodeBlock title={`The answer: ${tried.status}`} kind="json" code={tried.body} isTall />
        </div>
      )}
    </div>
  )
}
