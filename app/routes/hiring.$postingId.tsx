import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData, useNavigate, useParams, useRouteLoaderData } from '@remix-run/react'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { Disposition, HiringCard, Pipeline } from '../../contract/hiring'
import { pipelineColumns } from '../../server/hiring/core/pipeline-state'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { LiveMark } from '../applications/live-mark'
import { SaidBar } from '../applications/said-bar'
import { useSelection } from '../applications/use-selection'
import { sendBulk } from '../conversations/send-bulk'
import { ImpactMeterBox } from '../fairness/impact-meter'
import { ActDialog } from '../hiring/act-dialog'
import { HeartbeatNote } from '../hiring/heartbeat-note'
import type { PanelContext } from '../hiring/panel-context'
import { PipelineBoard } from '../hiring/pipeline-board'
import { PresenceBar } from '../hiring/presence-bar'
import { usePipeline } from '../hiring/use-pipeline'
import { DISPOSITION_WORDS } from '../hiring/words'
import type { loader as rootLoader } from '../root'
import { ButtonLink } from '../ui/button'
import { isTyping } from '../ui/is-typing'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'

/** Loaded when somebody writes to many. */
const BulkWriteDialog = lazy(() =>
  import('../conversations/bulk-write-dialog').then(({ BulkWriteDialog }) => ({ default: BulkWriteDialog })),
)

export async function loader({ params, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const { cards, ...pipeline } = await serverApi(context).hiring.pipeline({ postingId: params.postingId ?? '' })
  // As one text: Remix writes and reads a loader's data value by value, which for thousands of cards takes longer than all else.
  return { me: { id: person.id, name: person.name }, pipeline, cards: JSON.stringify(cards) }
}

/** Opening a candidate reads that candidate, not the pipeline anew. */
export function shouldRevalidate({ currentParams, nextParams, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  const isSame = currentParams.postingId === nextParams.postingId && formMethod === undefined
  return isSame && currentParams.applicationId !== nextParams.applicationId ? false : defaultShouldRevalidate
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.pipeline.posting.title || 'Pipeline'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function PipelinePage() {
  const { me, pipeline: read, cards: packed } = useLoaderData<typeof loader>()
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
  const columns = useMemo(() => pipelineColumns(live.cards, live.stages), [live.cards, live.stages])
  const ids = useMemo(() => columns.flatMap(({ cards }) => cards.map((card) => card.applicationId)), [columns])
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
      navigate(`/hiring/${posting.id}/${followedAt}`, { preventScrollReset: true, replace: true })
  }, [followed, followedAt, applicationId, navigate, posting.id])

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
    open: (id) => navigate(`/hiring/${posting.id}/${id}`, { preventScrollReset: true }),
  })

  const takeBack = async (batchId: string) => {
    const answer = await sendBulk({ act: 'cancel', input: { batchId } })
    live.say(answer.ok ? 'Taken back: the mails do not leave.' : answer.error, answer.ok ? {} : { tone: 'bad' })
  }
  const panel: PanelContext = { live, may, postingId: posting.id, onAct: (id, isClosing) => setActing({ ids: [id], isClosing }) }
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
        <PipelineBoard
          columns={columns}
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
          onTag={(tag) => {
            setActing(null)
            live.change(acting.ids, { kind: 'tag', add: [tag], remove: [] }, `Tagged ${tag}: ${nameOf(cardsOf(acting.ids))}`)
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
      if (event.key === 'z' && !event.shiftKey) {
        event.preventDefault()
        return undo()
      }
      if ((event.key !== 'j' && event.key !== 'k') || event.metaKey || event.ctrlKey) return
      const now = headedFor.current === undefined ? -1 : ids.indexOf(headedFor.current)
      const next = event.key === 'j' ? ids[now + 1] : ids[Math.max(0, now - 1)]
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
