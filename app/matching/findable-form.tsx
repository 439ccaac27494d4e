import { Form, Link } from '@remix-run/react'
import type { Findability } from '../../contract/matching'
import { Button } from '../ui/button'

/** Whether organisations may find the person: the very words, and one press either way. */
export function FindableForm({ findability }: { findability: Findability }) {
  return (
    <Form method="post" className="space-y-3 text-sm">
      <input type="hidden" name="intent" value="findable" />
      <input type="hidden" name="textVersion" value={findability.textVersion} />
      <input type="hidden" name="isFindable" value={findability.isFindable ? 'no' : 'yes'} />
      <p className="font-medium">{findability.isFindable ? 'Organisations can find you.' : 'Organisations cannot find you.'}</p>
      <p className="text-ink-2">{findability.text}</p>
      <Button type="submit" size="sm" tone={findability.isFindable ? 'plain' : 'primary'}>
        {findability.isFindable ? 'End it now' : 'Let them find me'}
      </Button>
      <p>
        <Link to="/recommended/invitations">Invitations to apply</Link>
      </p>
    </Form>
  )
}
