import { Form, useNavigation } from '@remix-run/react'
import { Button } from '../ui/button'
import { CodeField } from './code-field'
import type { FormAnswer } from './form-answer'
import { FormNotice } from './form-notice'

type CodeFormProps = {
  email: string
  code: string /** For who is new here. */
  name?: string
  to: string | null
  answer: FormAnswer | undefined
  send: string
}

/** The code of a mail, and the way to a new one. */
export function CodeForm({ email, code, name = '', to, answer, send }: CodeFormProps) {
  const navigation = useNavigation()
  const busyIntent = navigation.state === 'idle' ? null : (navigation.formData?.get('intent') ?? 'send')
  return (
    <>
      <FormNotice answer={answer} />
      <Form method="post" className="space-y-4">
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="to" value={to ?? ''} />
        <input type="hidden" name="name" value={name} />
        <CodeField label="Code" error={answer?.errors.code} defaultValue={answer?.values.code ?? code} />
        <Button type="submit" tone="primary" size="lg" className="w-full" isBusy={busyIntent === 'send'}>
          {send}
        </Button>
      </Form>
      <Form method="post" className="mt-3">
        <input type="hidden" name="email" value={email} />
        <input type="hidden" name="to" value={to ?? ''} />
        <Button type="submit" name="intent" value="resend" tone="quiet" className="w-full" isBusy={busyIntent === 'resend'}>
          Send a new code
        </Button>
      </Form>
    </>
  )
}
