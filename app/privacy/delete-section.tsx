import { Form, useNavigation } from '@remix-run/react'
import { GRACE_DAYS, type PrivacyOverview } from '../../contract/privacy'
import { CodeField } from '../account/code-field'
import type { FormAnswer } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { TextLink } from '../ui/text-link'

type DeleteSectionProps = {
  me: { email: string; timeZone: string }
  overview: PrivacyOverview
  isDemo: boolean
  answer: (FormAnswer & { intent: string }) | undefined
}

/** Deleting the account: prove that it is you, then wait or do it at once; and taking it back. */
export function DeleteSection({ me, overview, isDemo, answer }: DeleteSectionProps) {
  const busy = useNavigation().formData?.get('intent')
  if (isDemo) return <p className="text-ink-2">A demo is erased by itself after a day, or at once by “End the demo” above.</p>
  if (overview.lastOwnerOf.length > 0)
    return (
      <p className="text-ink-2">
        You are the only owner of {overview.lastOwnerOf.join(', ')}. Make somebody else an owner first, under{' '}
        <TextLink to="/settings/organisations">Organisations</TextLink>.
      </p>
    )
  return (
    <>
      <FormNotice answer={answer} />
      {overview.deletion ? <Pending overview={overview} busy={busy} /> : null}
      {overview.isFresh ? (
        <Ask me={me} isPending={overview.deletion !== null} answer={answer} busy={busy} />
      ) : (
        <Prove me={me} answer={answer} busy={busy} />
      )}
    </>
  )
}

type Part = { answer: DeleteSectionProps['answer']; busy: FormDataEntryValue | null | undefined }

function Pending({ overview, busy }: { overview: PrivacyOverview; busy: Part['busy'] }) {
  if (!overview.deletion) return null
  const { eraseAfter, confirmationCode } = overview.deletion
  return (
    <Form method="post" className="mb-6 space-y-3">
      <p className="text-ink-2">
        It will be erased on <time dateTime={eraseAfter}>{eraseAfter.slice(0, 10)}</time>. The page that will prove it:{' '}
        <TextLink to={`/privacy/deletion/${confirmationCode}`}>{confirmationCode.slice(0, 12)}…</TextLink>
      </p>
      <Button type="submit" name="intent" value="keep" tone="primary" isBusy={busy === 'keep'}>
        Keep my account
      </Button>
    </Form>
  )
}

function Prove({ me, answer, busy }: Part & { me: { email: string } }) {
  return (
    <div className="space-y-4">
      <p className="text-ink-2">Sign in again first, so that nobody does this on a device you left open. We send a code to {me.email}.</p>
      <Form method="post">
        <Button type="submit" name="intent" value="send-code" isBusy={busy === 'send-code'}>
          Send me a code
        </Button>
      </Form>
      <Form method="post" reloadDocument className="max-w-72 space-y-3">
        <CodeField label="Code" error={answer?.errors.code} />
        <Button type="submit" name="intent" value="prove" isBusy={busy === 'prove'}>
          It is me
        </Button>
      </Form>
    </div>
  )
}

function Ask({ me, isPending, answer, busy }: Part & { me: { email: string }; isPending: boolean }) {
  return (
    <div className="space-y-6">
      {isPending ? null : (
        <Form method="post" className="space-y-2">
          <Button type="submit" name="intent" value="delete" tone="danger" isBusy={busy === 'delete'}>
            Delete my account in {GRACE_DAYS} days
          </Button>
          <p className="text-xs text-ink-3">Until then everything works as before, and one click takes it back.</p>
        </Form>
      )}
      <details open={answer?.intent === 'erase-now'}>
        <summary className="inline-flex min-h-8 items-center rounded-md text-sm font-medium text-accent underline underline-offset-3">
          Erase it now instead
        </summary>
        <Form method="post" reloadDocument className="mt-3 max-w-96 space-y-3">
          <Field label="Your address" hint={`Type ${me.email}. This cannot be taken back.`} error={answer?.errors.address}>
            {(control) => (
              <Input {...control} name="address" required autoComplete="off" spellCheck={false} defaultValue={answer?.values.address} />
            )}
          </Field>
          <Button type="submit" name="intent" value="erase-now" tone="danger" isBusy={busy === 'erase-now'}>
            Erase everything now
          </Button>
        </Form>
      </details>
    </div>
  )
}
