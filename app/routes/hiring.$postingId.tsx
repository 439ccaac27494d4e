import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import {
  Outlet,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
  useLocation,
  useNavigate,
  useNavigation,
  useParams,
  useRouteLoaderData,
} from '@remix-run/react'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { CandidateField } from '../../contract/candidate-fields'
import type { Disposition, HiringCard, Pipeline } from '../../contract/hiring'
import { pipelineColumns } from '../../server/hiring/core/pipeline-state'
import { fitsView, sortCards } from '../../server/hiring/core/view-cards'
import { readViewSettings, USUAL_COLUMNS, withoutGone } from '../../server/hiring/core/view-settings'
import { type FormAnswer, refused } from '../account/form-answer'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { LiveMark } from '../applications/live-mark'
import { SaidBar } from '../applications/said-bar'
import { useSelection } from '../applications/use-selection'
import { sendBulk } from '../conversations/send-bulk'
import { ImpactMeterBox } from '../fairness/impact-meter'
import { ActDialog } from '../hiring/act-dialog'
import { answerViewForm } from '../hiring/answer-view-form.server'
import { candidateCommands } from '../hiring/candidate-commands'
import { HeartbeatNote } from '../hiring/heartbeat-note'
import { openingOf } from '../hiring/open-view.server'
import type { PanelContext } from '../hiring/panel-context'
import { PipelineBoard } from '../hiring/pipeline-board'
import { pipelineActOf } from '../hiring/pipeline-keys'
import { PipelineTable } from '../hiring/pipeline-table'
import { PipelineView } from '../hiring/pipeline-view'
import { PresenceBar } from '../hiring/presence-bar'
import { usePipeline } from '../hiring/use-pipeline'
import { withoutUsualColumns } from '../hiring/view-controls'
import type { ViewBase } from '../hiring/view-words'
import { DISPOSITION_WORDS } from '../hiring/words'
import type { loader as rootLoader } from '../root'
import { ButtonLink } from '../ui/button'
import { isTyping } from '../ui/is-typing'
import { offerPageCommands, type PageCommands } from '../ui/page-commands'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'

/** Loaded when somebody writes to many. */
const BulkWriteDialog = lazy(() =>
  import('../conversations/bulk-write-dialog').then(({ BulkWriteDialog }) => ({ default: BulkWriteDialog })),
)

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const { cards, ...pipeline } = await api.hiring.pipeline({ postingId: params.postingId ?? '' })
  const { organisationId } = pipeline.posting
  const [views, { data: fields }] = await Promise.all([
    api.views.list({ organisationId, place: 'pipeline' }),
    api.candidates.fields({ organisationId }),
  ])
  const base = baseOf(pipeline.posting.id, fields, views.tags)
  const { pathname, searchParams } = new URL(request.url)
  // Beside an open candidate too, which stays open.
  const opening = openingOf(base, searchParams, views)
  if (opening !== null) throw redirect(`${pathname}${opening.slice(base.path.length)}`)
  // As one text: Remix writes and reads a loader's data value by value, which for thousands of cards takes longer than all else.
  return { me: { id: person.id, name: person.name }, pipeline, views, fields, cards: JSON.stringify(cards) }
}

/** Saves, changes and deletes views. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { organisationId } = await api.postings.get({ postingId: params.postingId ?? '' })
  const { path, carried } = baseOf(params.postingId ?? '', [], [])
  const answer = await answerViewForm(api, await request.formData(), { organisationId, place: 'pipeline', path, carried })
  return answer ?? data(refused({}, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

const baseOf = (postingId: string, fields: CandidateField[], tags: string[]): ViewBase => ({
  place: 'pipeline',
  path: `/hiring/${postingId}`,
  carried: [],
  fields,
  tags,
})

/** Opening a candidate reads that candidate, not the pipeline anew. */
export function shouldRevalidate({
  currentParams,
  currentUrl,
  nextParams,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const isSame = currentParams.postingId === nextParams.postingId && formMethod === undefined
  // How it is looked at is worked out where it is shown, but for an address that leaves it to a saved view.
  const isLeft = nextUrl.search === '' || /^\?view=hvw_[0-9a-f]+$/.test(nextUrl.search)
  if (isSame && currentUrl.search !== nextUrl.search && !isLeft) return false
  return isSame && currentParams.applicationId !== nextParams.applicationId ? false : defaultShouldRevalidate
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.pipeline.posting.title || 'Pipeline'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function PipelinePage() {
  const { me, pipeline: read, views, fields, cards: packed } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().formAction !== undefined
  const { search } = useLocation()
  const pipeline: Pipeline = useMemo(() => ({ ...read, cards: JSON.parse(packed) }), [read, packed])
  const { posting, organisationName, may } = pipeline
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const nowMs = Date.parse(root?.now ?? '') || Date.parse('2026-01-01')
  const live = usePipeline(pipeline, me.id)
  const { applicationId } = useParams()
  const navigate = useNavigate()
  const [acting, setActing] = useState<{ ids: string[]; isClosing: boolean } | null>(null)
  const [writingTo, setWritingTo] = useState<string[] | null>(null)
  const [followed, setFollowed] = useState<string | null>(null)
  const [isLeading, setIsLeading] = useState(false)
  const { base, current, settings, gone } = useMemo(() => {
    const asked = new URLSearchParams(search)
    const ground = baseOf(posting.id, fields, views.tags)
    const read = withoutGone(withoutUsualColumns('pipeline', readViewSettings(asked)), { ...ground, tags: new Set(ground.tags) })
    return { base: ground, current: views.data.find(({ id }) => id === asked.get('view')) ?? null, ...read }
  }, [search, posting.id, fields, views])
  const shown = useMemo(() => {
    const isWhole = Object.keys(settings).every((name) => name === 'layout' || name === 'columns' || name === 'sort')
    return isWhole ? live.cards : new Map([...live.cards].filter(([, card]) => fitsView(card, settings, { fields, nowMs })))
  }, [live.cards, settings, fields, nowMs])
  const isTable = settings.layout === 'table'
  const columns = useMemo(() => pipelineColumns(shown, live.stages), [shown, live.stages])
  const sorted = useMemo(
    () => (isTable ? sortCards([...shown.values()], settings.sort, live.stages) : []),
    [isTable, shown, settings.sort, live.stages],
  )
  const ids = useMemo(
    () => (isTable ? sorted : columns.flatMap(({ cards }) => cards)).map(({ applicationId }) => applicationId),
    [isTable, sorted, columns],
  )
  const { selectedIds, select, clear } = useSelection(ids)
  // Each change of a card makes its version one more.
  const changes = useMemo(() => `${[...live.cards.values()].reduce((sum, { version }) => sum + version, live.cards.size)}`, [live.cards])
  const cardsOf = (wanted: readonly string[]) => wanted.flatMap((id) => live.cards.get(id) ?? [])

  const { look } = live
  useEffect(() => look(applicationId ?? null, isLeading), [look, applicationId, isLeading])
  const lookers = useMemo(
    () =>
      Map.groupBy(
        live.people.filter(({ key, at }) => key !== me.id && at !== null),
        ({ at }) => at ?? '',
      ),
    [live.people, me.id],
  )
  const followedAt = live.people.find(({ key }) => key === followed)?.at ?? null
  useEffect(() => {
    if (followed !== null && followedAt !== null && followedAt !== applicationId)
      navigate(`/hiring/${posting.id}/${followedAt}${search}`, { preventScrollReset: true, replace: true })
  }, [followed, followedAt, applicationId, navigate, posting.id, search])

  const move = (wanted: string[], column: string, afterId: string | null | undefined) => {
    if (column === 'closed') return setActing({ ids: wanted, isClosing: true })
    const stage = live.stages.find(({ id }) => id === column)
    if (!stage) return
    live.change(
      wanted,
      { kind: 'move', stageId: stage.id, group: stage.group, afterId },
      `Moved to ${stage.name}: ${nameOf(cardsOf(wanted))}`,
    )
  }
  const end = (wanted: string[], disposition: Disposition) =>
    live.change(wanted, { kind: 'close', disposition }, `${DISPOSITION_WORDS[disposition.kind]}: ${nameOf(cardsOf(wanted))}`)
  useReviewKeys({
    ids,
    currentId: applicationId,
    undo: live.undoLast,
    open: (id) => navigate(`/hiring/${posting.id}/${id}${search}`, { preventScrollReset: true }),
  })
  const tag = (wanted: string[], name: string, isAdded: boolean) =>
    live.change(
      wanted,
      { kind: 'tag', add: isAdded ? [name] : [], remove: isAdded ? [] : [name] },
      `${isAdded ? 'Tagged' : 'Took off'} ${name}: ${nameOf(cardsOf(wanted))}`,
    )
  usePaletteCommands(() => {
    if (!may.move) return null
    const focused = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset.card ?? applicationId
    if (focused === undefined && selectedIds.size === 0) return null
    const about = focused === undefined || selectedIds.has(focused) ? [...selectedIds] : [focused]
    return candidateCommands(cardsOf(about), {
      stages: live.stages,
      tags: [...new Set([...views.tags, ...cardsOf(about).flatMap((card) => card.tags)])],
      acts: {
        move: (wanted, stageId) => move(wanted, stageId, undefined),
        end,
        tag,
        menu: (wanted, isClosing) => setActing({ ids: wanted, isClosing }),
      },
    })
  })

  const takeBack = async (batchId: string) => {
    const answer = await sendBulk({ act: 'cancel', input: { batchId } })
    live.say(answer.ok ? 'Taken back: the mails do not leave.' : answer.error, answer.ok ? {} : { tone: 'bad' })
  }
  const panel: PanelContext = { live, may, postingId: posting.id, search, onAct: (id, isClosing) => setActing({ ids: [id], isClosing }) }
  return (
    <Page className="pt-6">
      <p className="mb-1 text-sm">
        <TextLink to="/hiring">Hiring at {organisationName}</TextLink>
      </p>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">{posting.title || 'Posting without a title'}</h1>
        <LiveMark state={live.roomState} />
        <PresenceBar
          people={live.people}
          myId={me.id}
          followed={followed}
          isLeading={isLeading}
          onFollow={setFollowed}
          onLead={setIsLeading}
        />
        <div className="ml-auto flex flex-wrap gap-2">
          <ButtonLink to={`/organisations/${pipeline.posting.organisationId}/postings/${posting.id}/shortlists`} tone="quiet" size="sm">
            Shortlists
          </ButtonLink>
          {may.contact ? (
            <ButtonLink to={`/hiring/${posting.id}/recommended`} tone="quiet" size="sm" prefetch="none">
              Recommended
            </ButtonLink>
          ) : null}
          <ButtonLink to={`/hiring/${posting.id}/criteria`} tone="quiet" size="sm">
            Criteria
          </ButtonLink>
          <ButtonLink to={`/hiring/${posting.id}/kits`} tone="quiet" size="sm">
            Kits
          </ButtonLink>
          {may.move ? (
            <ButtonLink to={`/hiring/${posting.id}/stages`} tone="quiet" size="sm">
              Stages
            </ButtonLink>
          ) : null}
        </div>
      </div>
      <HeartbeatNote posting={posting} />
      {live.cards.size === 0 ? (
        <EmptyState title="Nobody has applied yet">
          <p>
            Applications appear here in the moment they arrive. Promised answers are due {pipeline.posting.replyPromiseDays} days later.
          </p>
        </EmptyState>
      ) : (
        <PipelineView
          base={base}
          views={views}
          current={current}
          settings={settings}
          gone={gone}
          shown={shown.size}
          all={live.cards.size}
          answer={answer}
          isBusy={isBusy}
        />
      )}
      {live.cards.size === 0 ? null : isTable ? (
        <PipelineTable
          cards={sorted}
          stages={live.stages}
          columns={settings.columns ?? USUAL_COLUMNS.pipeline}
          fields={fields}
          nowMs={nowMs}
          selectedIds={selectedIds}
          mayMove={may.move}
          toCard={(id) => `/hiring/${posting.id}/${id}${search}`}
          onSelect={select}
          onMenu={(id) => setActing({ ids: selectedIds.has(id) ? [...selectedIds] : [id], isClosing: false })}
        />
      ) : (
        <PipelineBoard
          columns={columns}
          search={search}
          postingId={posting.id}
          nowMs={nowMs}
          marks={live.marks}
          lookers={lookers}
          selectedIds={selectedIds}
          mayMove={may.move}
          announced={live.said?.text ?? ''}
          onMove={move}
          onSelect={select}
          onMenu={(id) => setActing({ ids: selectedIds.has(id) ? [...selectedIds] : [id], isClosing: false })}
        />
      )}
      {may.move && live.cards.size > 0 ? (
        <div className="mt-4">
          <ImpactMeterBox of={`posting=${posting.id}`} change={changes} selected="interviewed" />
        </div>
      ) : null}
      {selectedIds.size > 0 ? (
        <section
          aria-label="Selected candidates"
          className="no-print sticky bottom-2 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line bg-surface p-2 shadow-high"
        >
          <p className="px-1.5 text-sm font-semibold tabular-nums" role="status">
            {selectedIds.size.toLocaleString('en')} selected
          </p>
          <button
            type="button"
            className="min-h-8 px-2 text-sm text-accent"
            onClick={() => setActing({ ids: [...selectedIds], isClosing: false })}
          >
            Move, tag or end…
          </button>
          <button type="button" className="min-h-8 px-2 text-sm text-ink-2" onClick={clear}>
            Clear
          </button>
        </section>
      ) : null}
      <Outlet context={panel} />
      {acting ? (
        <ActDialog
          cards={cardsOf(acting.ids)}
          stages={live.stages}
          isClosing={acting.isClosing}
          onCancel={() => setActing(null)}
          onMove={(stageId) => {
            setActing(null)
            clear()
            move(acting.ids, stageId, undefined)
          }}
          onEnd={(disposition) => {
            setActing(null)
            clear()
            end(acting.ids, disposition)
          }}
          onWrite={
            may.contact
              ? () => {
                  setActing(null)
                  setWritingTo(acting.ids)
                }
              : undefined
          }
          onTag={(name) => {
            setActing(null)
            tag(acting.ids, name, true)
          }}
        />
      ) : null}
      {writingTo ? (
        <Suspense fallback={null}>
          <BulkWriteDialog
            applicationIds={writingTo}
            onCancel={() => setWritingTo(null)}
            onSent={({ sent, leftOut, batchId }) => {
              setWritingTo(null)
              clear()
              const words = `${sent === 1 ? '1 mail leaves' : `${sent} mails leave`} within a minute${leftOut.length > 0 ? `, ${leftOut.length} left out` : ''}.`
              live.say(words, { undo: () => void takeBack(batchId) })
            }}
          />
        </Suspense>
      ) : null}
      <SaidBar said={live.said} onClose={live.closeSaid} />
    </Page>
  )
}

/** Offers the palette what can be done, about what has the focus in the moment it opens. */
function usePaletteCommands(offer: () => PageCommands | null) {
  const latest = useRef(offer)
  useEffect(() => {
    latest.current = offer
  })
  useEffect(() => offerPageCommands(() => latest.current()), [])
}

/** `j` and `k` go from candidate to candidate, `z` takes the last change back. */
function useReviewKeys(keys: { ids: string[]; currentId: string | undefined; undo(): void; open(id: string): void }) {
  const latest = useRef(keys)
  // A second key may come before the page has answered the first: it goes on from where that one leads.
  const headedFor = useRef(keys.currentId)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    headedFor.current = keys.currentId
  }, [keys.currentId])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.altKey || document.querySelector('dialog[open]')) return
      const { ids, undo, open } = latest.current
      const act = pipelineActOf(event.key)
      if (act === 'undo' && !event.shiftKey) {
        event.preventDefault()
        return undo()
      }
      if ((act !== 'next' && act !== 'before') || event.metaKey || event.ctrlKey) return
      const now = headedFor.current === undefined ? -1 : ids.indexOf(headedFor.current)
      const next = act === 'next' ? ids[now + 1] : ids[Math.max(0, now - 1)]
      if (next === undefined) return
      event.preventDefault()
      headedFor.current = next
      open(next)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const nameOf = (cards: HiringCard[]) =>
  cards.length === 1 ? (cards[0]?.name ?? cards[0]?.label ?? '') : `${cards.length.toLocaleString('en')} candidates`
