import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { serverApi } from '../api/server'
import { PURPOSE_WORDS } from '../notifications/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button, ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Page } from '../ui/page-shell'

/** Looking at the page ends nothing: mail programs open links by themselves. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  return serverApi(context).consents.unsubscribeState({ token: params.token ?? '' })
}

export async function action({ params, context }: ActionFunctionArgs) {
  try {
    await serverApi(context).consents.unsubscribe({ token: params.token ?? '' })
    return data({ isDone: true, error: null })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ isDone: false, error: problemSentence(problem) }, problem.status)
  }
}

export const meta: MetaFunction = () => [
  { title: 'Unsubscribe · Numerojobs' },
  { name: 'robots', content: 'noindex' },
  // The address itself is the right to unsubscribe, so it is passed on to nobody.
  { name: 'referrer', content: 'no-referrer' },
]

export default function UnsubscribePage() {
  const { purpose } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  const words = PURPOSE_WORDS[purpose]
  return (
    <Page className="py-8 sm:py-14">
      <Card className="mx-auto max-w-[30rem] p-6 sm:p-8">
        {answer?.isDone ? (
          <div role="status">
            <h1 className="text-2xl font-semibold tracking-[-0.025em]">You are unsubscribed</h1>
            <p className="mt-3 text-ink-2">
              You get no more {words} by e-mail, from now on. Codes, links and notices about your own account still come.
            </p>
            <div className="mt-6 flex flex-wrap gap-3">
              <ButtonLink to="/settings/notifications">Notification settings</ButtonLink>
            </div>
          </div>
        ) : (
          <>
            <h1 className="text-2xl font-semibold tracking-[-0.025em]">Unsubscribe</h1>
            <p className="mt-3 text-ink-2">
              End {words} by e-mail to your address. It counts at once, and you can agree to them again in your settings.
            </p>
            {answer?.error ? (
              <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
                {answer.error}
              </p>
            ) : null}
            <Form method="post" className="mt-6 flex flex-wrap gap-3">
              <Button type="submit" tone="primary" isBusy={isBusy}>
                Unsubscribe
              </Button>
              <ButtonLink to="/" tone="quiet">
                Keep them
              </ButtonLink>
            </Form>
          </>
        )}
      </Card>
    </Page>
  )
}
