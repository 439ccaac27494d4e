import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { hashCommitment } from '../../server/shortlists/core/commitment'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { LiveMark } from '../applications/live-mark'
import { useRoom } from '../live/use-room'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { CommitForm } from '../shortlists/commit-form'
import { RevealedCards } from '../shortlists/revealed-cards'
import { ScoringForm } from '../shortlists/scoring-form'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const shortlistId = params.shortlistId ?? ''
  // Before the list, so that nothing falls between the two.
  const { last } = await api.live.last({ room: `shortlist/${shortlistId}` })
  const { shortlist, right, me, lines, members } = await api.shortlists.get({ shortlistId })
  if (shortlist.organisationId !== organisation.id) throw new Response(null, { status: 404 })
  const asked = new URL(request.url).searchParams.get('entry')
  const open = lines.find(({ entry }) => entry.id === asked) ?? lines[0]
  return {
    shortlist,
    right,
    me,
    members,
    last,
    path: `/organisations/${params.id}/shortlists/${shortlistId}`,
    entries: lines.map(({ entry, card }) => ({ id: entry.id, name: card.name ?? card.label })),
    openId: open?.entry.id ?? null,
    scorecards: open ? await api.shortlists.scorecards({ shortlistId, entryId: open.entry.id }) : null,
  }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context).shortlists
  const shortlistId = params.shortlistId ?? ''
  const form = await request.formData()
  const entryId = textOf(form, 'entryId')
  // A form writes line breaks as two characters, a script as one: the hash is over one.
  const note = textOf(form, 'note').replace(/\r\n?/g, '\n')
  const textsOf = (name: string) => form.getAll(name).flatMap((value) => (typeof value === 'string' ? [value] : []))
  try {
    switch (textOf(form, 'intent')) {
      case 'scoring': {
        const competencies = [
          ...new Set(
            textOf(form, 'competencies')
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean),
          ),
        ]
        await api.setScoring({ shortlistId, competencies, panel: textsOf('panel') })
        return data(done('It is set.'))
      }
      case 'score': {
        const scores = Object.fromEntries(textsOf('competency').map((name, index) => [name, Number(textOf(form, `score-${index}`))]))
        // Without scripts the salt is made here; a browser makes it before anything leaves.
        const salt = textOf(form, 'salt') || crypto.randomUUID().replaceAll('-', '')
        const hash = textOf(form, 'hash') || (await hashCommitment({ entryId, scores, note, salt }))
        await api.score({ shortlistId, entryId, scores, note, salt, hash })
        return data(done('Your scorecard is committed, and stays as it is.'))
      }
      case 'reveal':
        await api.revealScores({ shortlistId, entryId })
        return data(done('The scores are revealed.'))
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(refused({ note }, { field: null, words: problemSentence(problem) }), problem.status)
  }
  return data(refused({ note }, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Scores: ${page?.shortlist.name ?? 'shortlist'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** Candidates of a shortlist scored apart and revealed together: who has committed is seen at once, what they scored when the last has. */
export default function ScoresPage() {
  const { shortlist, right, me, members, last, path, entries, openId, scorecards } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const { revalidate } = useRevalidator()
  const roomState = useRoom({
    party: 'shortlist',
    room: shortlist.id,
    startAt: last,
    onEvent: (event) => {
      if (event.type !== 'shortlist.entry-changed' || event.data.entry.id === openId) revalidate()
    },
    onReload: revalidate,
  })
  const name = entries.find(({ id }) => id === openId)?.name
  const isMine = scorecards?.cards.some(({ by }) => by.personId === me.key) ?? false
  const isSealed = (scorecards?.committed.length ?? 0) > 0 && !scorecards?.isRevealed
  const isScored = (scorecards?.competencies.length ?? 0) > 0
  const isOnPanel = scorecards?.panel.length === 0 || (scorecards?.panel.includes(me.key) ?? false)
  return (
    <Page className="max-w-[64rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={path}>{shortlist.name}</TextLink>
      </p>
      <div className="mb-6 flex items-center gap-4">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Scores</h1>
        <LiveMark state={roomState} />
      </div>
      <FormNotice answer={answer} />
      {scorecards && openId ? (
        <div className="gap-8 md:grid md:grid-cols-[14rem_minmax(0,1fr)]">
          <nav aria-label="Candidates" className="mb-6">
            <ul>
              {entries.map((entry) => (
                <li key={entry.id}>
                  <TextLink
                    to={`?entry=${entry.id}`}
                    preventScrollReset
                    aria-current={entry.id === openId ? 'page' : undefined}
                    className={`block py-1.5 break-words ${entry.id === openId ? 'font-semibold' : ''}`}
                  >
                    {entry.name}
                  </TextLink>
                </li>
              ))}
            </ul>
          </nav>
          <section aria-labelledby="scored" className="min-w-0">
            <h2 id="scored" className="mb-3 text-lg font-semibold break-words">
              {name}
            </h2>
            {isScored ? null : <p className="text-ink-2">Nobody has said yet what the candidates are scored by.</p>}
            <ul className="mb-4 space-y-1.5 text-sm" aria-live="polite">
              {scorecards.committed.map(({ by, hash }) => (
                <li key={by.personId ?? by.name} className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{by.name}</span>
                  {hash === null ? <Badge tone="warn">Waited for</Badge> : <Badge tone="good">Committed</Badge>}
                  {hash === null ? null : <code className="text-xs break-all text-ink-3">{hash}</code>}
                </li>
              ))}
            </ul>
            {isSealed && isMine ? (
              <p className="mb-4 rounded-md bg-surface-2 px-3 py-2 text-sm text-ink-2">
                What the others scored is shown to everybody at once, when the last of the panel has committed.
              </p>
            ) : null}
            <RevealedCards entryId={openId} cards={scorecards.cards} />
            {isScored && !isMine && isOnPanel && right !== 'view' ? (
              <CommitForm key={openId} entryId={openId} competencies={scorecards.competencies} note={answer?.values.note} isBusy={isBusy} />
            ) : null}
            {isSealed && me.role === 'owner' && scorecards.panel.length > 0 && scorecards.committed.some(({ hash }) => hash !== null) ? (
              <Form method="post" preventScrollReset className="mt-4">
                <input type="hidden" name="intent" value="reveal" />
                <input type="hidden" name="entryId" value={openId} />
                <Button type="submit" size="sm" tone="quiet" isBusy={isBusy}>
                  Reveal now, without waiting for the others
                </Button>
              </Form>
            ) : null}
          </section>
        </div>
      ) : (
        <p className="text-ink-2">Nobody is on this shortlist yet.</p>
      )}
      {right === 'edit' ? (
        <ScoringForm competencies={scorecards?.competencies ?? []} panel={scorecards?.panel ?? []} members={members} isBusy={isBusy} />
      ) : null}
    </Page>
  )
}
