import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { AccountFrame } from '../account/account-frame'
import { HOME } from '../account/after-sign-in'
import { type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { readProfileForm } from '../account/read-profile-form'
import { TimeZoneField } from '../account/time-zone-field'
import { listTimeZones } from '../account/time-zones.server'
import { serverApi } from '../api/server'
import { safePath } from '../api/sign-in.server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button, buttonClass } from '../ui/button'
import { Field, Input } from '../ui/field'
import { TextLink } from '../ui/text-link'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await serverApi(context).people.me()
  return { me, to: goOnTo(new URL(request.url).searchParams.get('to')), zones: listTimeZones() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const read = readProfileForm(form)
  if (!read.isRead) return data<FormAnswer>({ values: read.values, errors: read.errors, error: null, done: null }, 400)
  try {
    await serverApi(context).people.update(read.change)
    await context.signIn.renew()
  } catch (thrown) {
    return data(refused(read.values, { field: null, words: problemSentence(await readProblem(thrown)) }), 400)
  }
  throw redirect(goOnTo(textOf(form, 'to')))
}

/** Who was on their way to nowhere in particular goes on to jobs that fit, and to what makes them fit better. */
function goOnTo(asked: string | null): string {
  const to = safePath(asked)
  return to === null || to === HOME ? '/recommended' : to
}

export const meta: MetaFunction = () => [{ title: 'Welcome · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function WelcomePage() {
  const { me, to, zones } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  return (
    <AccountFrame title="Welcome" lead="You are signed in. Three things that make it yours; all can be changed later.">
      <FormNotice answer={answer} />
      <Form method="post" className="space-y-4">
        <input type="hidden" name="to" value={to} />
        <Field label="Name" hint="As others should see it, when you choose to show it." error={answer?.errors.name}>
          {(control) => (
            <Input {...control} name="name" required maxLength={120} autoComplete="name" defaultValue={answer?.values.name ?? me.name} />
          )}
        </Field>
        <Field label="Headline (optional)" hint="What you do, in a line." error={answer?.errors.headline}>
          {(control) => (
            <Input
              {...control}
              name="headline"
              maxLength={160}
              defaultValue={answer?.values.headline ?? me.headline ?? ''}
              placeholder="Nurse, nights welcome"
            />
          )}
        </Field>
        <TimeZoneField
          zones={zones}
          defaultValue={answer?.values.timeZone ?? me.timeZone}
          isGuessed={me.timeZone === 'UTC'}
          error={answer?.errors.timeZone}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" tone="primary" size="lg" className="flex-1" isBusy={isBusy}>
            Save and go on
          </Button>
          <Link to={to} className={buttonClass({ tone: 'quiet', size: 'lg' })}>
            Later
          </Link>
        </div>
        <p className="text-sm text-ink-2">
          Here to hire? <TextLink to="/hiring">Go to hiring</TextLink>, and write your first posting there.
        </p>
      </Form>
    </AccountFrame>
  )
}
