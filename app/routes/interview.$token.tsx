import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useEffect } from 'react'
import { textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { KIND_WORDS, USUAL_ZONES } from '../interviews/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { SlotList } from '../scheduling/slot-list'
import { spanOf } from '../scheduling/words'
import { Button } from '../ui/button'
import { Field, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { OutLink } from '../ui/text-link'

/** Neither caches nor search engines keep it, and where a reader goes next does not learn the address. */
const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const offer = await serverApi(context).scheduling.offer({ token: tokenIn(params.token) })
  const zone = zoneIn(new URL(request.url).searchParams.get('zone'))
  return data(
    { offer, timeZone: zone ?? offer.ownTimeZone ?? offer.timeZone, isGuess: zone === null && offer.ownTimeZone === null },
    { headers: HEADERS },
  )
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context).scheduling
  const token = tokenIn(params.token)
  const form = await request.formData()
  try {
    if (textOf(form, 'act') === 'decline') {
      await api.decline({ token })
      return data({ error: null, done: 'The employer knows that you do not come.' }, { headers: HEADERS })
    }
    await api.pick({ token, startsAt: textOf(form, 'startsAt'), timeZone: zoneIn(textOf(form, 'timeZone')) ?? 'UTC' })
    return data({ error: null, done: 'It is agreed. Both sides have it now.' }, { headers: HEADERS })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ error: problemSentence(problem), done: null }, { status: problem.status, headers: HEADERS })
  }
}

/** What no link of ours looks like is not found, as a link that nobody has. */
function tokenIn(token: string | undefined): string {
  if (token === undefined || !/^[0-9a-f]{40}$/.test(token)) throw new Response(null, { status: 404 })
  return token
}

/** A zone that clocks know; `null` for any other word. */
function zoneIn(zone: string | null): string | null {
  if (!zone) return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return null
  }
}

export const headers = () => HEADERS

export const meta: MetaFunction = () => [{ title: 'Your interview · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Where a candidate chooses the time of an interview, moves it, or calls it off. It works without scripts. */
export default function InterviewPage() {
  const { offer, timeZone, isGuess } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const [params, setParams] = useSearchParams()
  // A browser knows its zone; without scripts the employer's is shown until one is chosen.
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (isGuess && own && own !== timeZone) setParams({ zone: own }, { replace: true, preventScrollReset: true })
  }, [isGuess, timeZone, setParams])
  const { organisationName, title, kind, lengthMinutes, place, link, state, startsAt, endsAt, starts, mayChange, changeUntil } = offer
  const zones = [...new Set([timeZone, offer.timeZone, ...USUAL_ZONES])]
  return (
    <Page className="max-w-[48rem]! pt-6 sm:pt-10">
      <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">Interview at {organisationName}</h1>
      <p className="mt-1.5 text-ink-2">
        {title}. {KIND_WORDS[kind]}, {lengthMinutes} minutes{place ? `, ${place}` : ''}.
      </p>
      <div className="mt-6" aria-live="polite">
        <FormNotice answer={answer} />
        {startsAt && endsAt ? (
          <div className="rounded-lg border border-line bg-surface p-5 shadow-low" data-agreed>
            <p className="text-sm text-ink-3">{state === 'agreed' ? 'Agreed' : 'Called off'}</p>
            <p className={`mt-1 text-lg font-semibold ${state === 'agreed' ? '' : 'line-through'}`}>{spanOf(startsAt, endsAt, timeZone)}</p>
            {timeZone === offer.timeZone ? null : (
              <p className="mt-1 text-sm text-ink-2">
                At {organisationName}: {spanOf(startsAt, endsAt, offer.timeZone)}
              </p>
            )}
            {link && state === 'agreed' ? (
              <p className="mt-2 text-sm">
                <OutLink href={link}>Join the call</OutLink>
              </p>
            ) : null}
            {state === 'agreed' && changeUntil ? (
              <p className="mt-2 text-sm text-ink-2">
                {mayChange
                  ? `You can move it or call it off until ${spanOf(changeUntil, changeUntil, timeZone).replace(/ – \d\d:\d\d/, '')}.`
                  : 'It is too late to change this here. Write or call the employer.'}
              </p>
            ) : null}
          </div>
        ) : state === 'called-off' ? (
          <p className="rounded-lg border border-line bg-surface p-5 text-ink-2">This invitation was called off.</p>
        ) : null}
      </div>
      {mayChange ? (
        <>
          <Form method="get" className="mt-6 flex max-w-md items-end gap-2">
            <Field label="Times on the clock of" className="min-w-0 flex-1">
              {(control) => (
                <Select
                  {...control}
                  name="zone"
                  defaultValue={timeZone}
                  key={timeZone}
                  onChange={(event) => event.currentTarget.form?.requestSubmit()}
                >
                  {zones.map((zone) => (
                    <option key={zone} value={zone}>
                      {zone}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Button type="submit" className="scripting:hidden">
              Show
            </Button>
          </Form>
          <Form method="post" preventScrollReset action={params.size > 0 ? `?${params}` : undefined}>
            <input type="hidden" name="timeZone" value={timeZone} />
            <h2 className="mt-6 mb-3 text-lg font-semibold">{state === 'agreed' ? 'Another time' : 'Choose a time'}</h2>
            {starts.length > 0 ? (
              <SlotList starts={starts} timeZone={timeZone} theirZone={offer.timeZone} />
            ) : (
              <p className="rounded-lg border border-dashed border-line-strong/60 p-5 text-ink-2">
                No time is free just now. Times appear here as soon as there are some; or write to the employer.
              </p>
            )}
            <div className="mt-8 border-t border-line pt-5">
              <Button type="submit" name="act" value="decline" tone="quiet" isBusy={isBusy}>
                {state === 'agreed' ? 'Call the interview off' : 'Decline the invitation'}
              </Button>
            </div>
          </Form>
        </>
      ) : null}
    </Page>
  )
}
