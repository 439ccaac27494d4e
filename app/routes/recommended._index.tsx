import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { SetFindability } from '../../contract/matching'
import { movesBetween, orderMatches, withoutNumerology } from '../../server/matching/core/weigh-match'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { AreaTabs } from '../applications/area-tabs'
import { Fold } from '../applications/section'
import { FindableForm } from '../matching/findable-form'
import { readSettingsForm } from '../matching/read-forms'
import { RecommendedItem } from '../matching/recommended-item'
import { useWeights } from '../matching/use-weights'
import { WeightSliders } from '../matching/weight-sliders'
import { WishesForm } from '../matching/wishes-form'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { changeStanding } from '../searches/change-standing.server'
import { useHiddenJobs } from '../searches/use-hidden-jobs'
import { Button, ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Select } from '../ui/field'
import { Kbd } from '../ui/kbd'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'

const SHOWN_FIRST = 20

export async function loader({ request, context }: LoaderFunctionArgs) {
  await personFor(context)
  const api = serverApi(context)
  const [list, findability, resumes] = await Promise.all([api.matching.recommended({}), api.matching.findability(), api.resumes.list()])
  const isAll = new URL(request.url).searchParams.has('all')
  return { list, findability, isAll, resumes: resumes.map(({ id, name }) => ({ id, name })) }
}

interface Answer {
  isDone: boolean
  message: string
  errors: Record<string, string>
}

export async function action({ request, context }: ActionFunctionArgs) {
  await personFor(context)
  const form = await request.formData()
  const api = serverApi(context)
  const { matching } = api
  try {
    const changed = await changeStanding(api, form)
    if (changed !== null) return data<Answer>({ isDone: true, message: changed, errors: {} })
    if (form.get('intent') === 'findable') {
      const read = SetFindability.parse({ isFindable: form.get('isFindable') === 'yes', textVersion: Number(form.get('textVersion')) })
      const { isFindable } = await matching.setFindability(read)
      return data<Answer>({
        isDone: true,
        message: isFindable ? 'Noted: organisations can find you from now on.' : 'Noted: nobody finds you from this moment on.',
        errors: {},
      })
    }
    const { settings, fields } = readSettingsForm(form)
    if (settings === null)
      return data<Answer>({ isDone: false, message: 'Some of this cannot be used. Correct the marked fields.', errors: fields }, 400)
    await matching.setSettings(settings)
    return data<Answer>({ isDone: true, message: 'Saved. The list goes by it.', errors: {} })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<Answer>({ isDone: false, message: problemSentence(problem), errors: problem.fields ?? {} }, problem.status)
  }
}

/** Without a network the list, the sliders and what was typed stay as they are. */
export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  sendOrStay(() => serverAction<typeof action>(), { isDone: false, message: UNSENT_WORDS, errors: {} })

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction = () => [{ title: 'Recommended jobs · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function RecommendedPage() {
  const { list, findability, isAll, resumes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const { weights, state, set, retry } = useWeights(list.weights)
  const [isWithout, setWithout] = useState(false)
  const [shownMax, setShownMax] = useState(isAll ? Number.POSITIVE_INFINITY : SHOWN_FIRST)
  const hasChoice = list.hasNumerology && weights.numerology > 0
  useNumerologyKey(hasChoice, () => setWithout((before) => !before))
  const used = isWithout ? withoutNumerology(weights) : weights
  const [hiddenIds, onHide] = useHiddenJobs()
  const jobs = orderMatches(list.jobs, used).filter(({ item }) => !hiddenIds.has(item.card.id))
  const ruledOut = orderMatches(list.ruledOut, used).filter(({ item }) => !hiddenIds.has(item.card.id))
  const moves = hasChoice && !isWithout ? movesBetween(list.jobs, withoutNumerology(weights), weights) : null
  const isEmpty = list.jobs.length + list.ruledOut.length === 0
  const isBusy = navigation.formData?.get('intent') === 'wishes'
  return (
    <Page className="pt-6">
      <AreaTabs />
      <div className="mb-4 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Recommended</h1>
        {isEmpty ? null : (
          <p className="text-sm text-ink-2">
            {jobs.length} jobs that fit what you did and want. Nothing is decided by a score: it only orders this list, for you alone.
          </p>
        )}
      </div>
      {answer ? (
        <p
          role={answer.isDone ? 'status' : 'alert'}
          className={`mb-4 rounded-md px-3 py-2 text-sm font-medium ${answer.isDone ? 'bg-good-soft text-good' : 'bg-bad-soft text-bad'}`}
        >
          {answer.message}
        </p>
      ) : null}
      <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {hasChoice ? (
            <div className="mb-3 flex flex-wrap items-center gap-3 text-sm text-ink-2">
              <Button size="sm" aria-pressed={isWithout} onClick={() => setWithout(!isWithout)}>
                Without numerology <Kbd>n</Kbd>
              </Button>
              <p role="status">
                {isWithout
                  ? 'This is the list without numerology.'
                  : `Numerology moved ${[...(moves?.values() ?? [])].filter((by) => by !== 0).length} of ${jobs.length} jobs. For reflection; no predictive value.`}
              </p>
            </div>
          ) : null}
          {list.state === 'no-profile' ? (
            <EmptyState
              title="Nothing to go by yet"
              actions={
                <>
                  <ButtonLink to="/profile" tone="primary">
                    Add a résumé
                  </ButtonLink>
                  <ButtonLink to="#wishes">Say what you want</ButtonLink>
                </>
              }
            >
              <p>Confirm a résumé, or name a job title that you want. Then jobs that fit stand here, each with its reasons.</p>
            </EmptyState>
          ) : isEmpty ? (
            <EmptyState title="No open job fits yet" actions={<ButtonLink to="/jobs">Search all jobs</ButtonLink>}>
              <p>New jobs are matched as they are found. Another title or a nearby skill among your wishes widens this list.</p>
            </EmptyState>
          ) : (
            <>
              <Card>
                <ol aria-label="Recommended jobs, best first">
                  {jobs.slice(0, shownMax).map(({ item, score }) => (
                    <RecommendedItem
                      key={item.card.id}
                      job={item}
                      score={score}
                      moved={moves?.get(item.card.id) ?? null}
                      headingLevel="h2"
                      onHide={onHide(item.card.id)}
                    />
                  ))}
                </ol>
              </Card>
              {jobs.length > shownMax ? (
                <p className="mt-4 text-center">
                  <Link to="?all" preventScrollReset className="font-medium" onClick={() => setShownMax(Number.POSITIVE_INFINITY)}>
                    Show all {jobs.length}
                  </Link>
                </p>
              ) : null}
              {ruledOut.length > 0 ? (
                <section aria-labelledby="ruled-out-heading" className="mt-8">
                  <h2 id="ruled-out-heading" className="text-lg font-semibold">
                    Left out by your limits <span className="text-sm font-normal text-ink-3 tabular-nums">{ruledOut.length}</span>
                  </h2>
                  <Fold title="Look at them all the same">
                    <Card>
                      <ol aria-label="Jobs that break a limit, best first">
                        {ruledOut.map(({ item, score }) => (
                          <RecommendedItem
                            key={item.card.id}
                            job={item}
                            score={score}
                            moved={null}
                            headingLevel="h3"
                            onHide={onHide(item.card.id)}
                          />
                        ))}
                      </ol>
                    </Card>
                  </Fold>
                </section>
              ) : null}
            </>
          )}
        </div>
        <aside aria-label="What counts" className="mt-8 space-y-8 lg:mt-0">
          <section aria-labelledby="weights-heading">
            <h2 id="weights-heading" className="mb-3 text-lg font-semibold">
              What counts for me
            </h2>
            <WeightSliders weights={weights} hasNumerology={list.hasNumerology} state={state} onChange={set} onRetry={retry} />
            <p className="mt-2 text-xs text-ink-3">
              Matcher {list.version}. <Link to="/recommended/receipts">Every score that was kept</Link>
            </p>
          </section>
          {resumes.length > 1 ? (
            <Form method="post" className="space-y-2">
              <input type="hidden" name="intent" value="resume" />
              <label htmlFor="resume-choice" className="block text-sm font-medium">
                Résumé to go by
              </label>
              <Select id="resume-choice" name="resumeId" defaultValue={list.resumeId ?? ''}>
                <option value="">The one changed last</option>
                {resumes.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
              <Button type="submit" size="sm">
                Go by this one
              </Button>
            </Form>
          ) : null}
          <section id="wishes" aria-labelledby="wishes-heading" className="scroll-mt-20">
            <h2 id="wishes-heading" className="text-lg font-semibold">
              What I want next
            </h2>
            <Fold title="Change what I want" isOpen={list.state === 'no-profile' || Object.keys(answer?.errors ?? {}).length > 0}>
              <WishesForm wishes={list.wishes} errors={answer?.errors ?? {}} isBusy={isBusy} />
            </Fold>
          </section>
          <section aria-labelledby="findable-heading">
            <h2 id="findable-heading" className="mb-2 text-lg font-semibold">
              Being found
            </h2>
            <FindableForm findability={findability} />
          </section>
        </aside>
      </div>
    </Page>
  )
}

/** `n` shows the list without numerology and with it again, unless somebody types. */
function useNumerologyKey(isOn: boolean, toggle: () => void) {
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input:not([type="range"]), textarea, select') !== null
      if (event.key === 'n' && !isTyping && !event.metaKey && !event.ctrlKey && !event.altKey) toggle()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
