import { useRevalidator } from '@remix-run/react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import type { DuoDemo } from '../../contract/demo'
import type { HiringCard, Pipeline } from '../../contract/hiring'
import { pipelineColumns } from '../../server/hiring/core/pipeline-state'
import { LiveMark } from '../applications/live-mark'
import { SaidBar } from '../applications/said-bar'
import { GROUP_LOOK, GROUP_WORDS } from '../applications/words'
import { ActDialog } from '../hiring/act-dialog'
import { PipelineBoard } from '../hiring/pipeline-board'
import { usePipeline } from '../hiring/use-pipeline'
import { DISPOSITION_WORDS } from '../hiring/words'
import { useRoom } from '../live/use-room'
import { Button } from '../ui/button'
import { formatDay } from '../ui/time-ago'

type DuoDeskProps = {
  duo: DuoDemo
  person: { id: string; name: string }
  last: number
  application: ApplicationCard
  pipeline: Omit<Pipeline, 'cards'>
  cards: string
  nowMs: number
  isReady: boolean
}

/** The first move comes soon, so that nobody waits for a demo; then one at a time. */
const FIRST_STEP_MS = 1_200
const STEP_MS = 4_000
const GROUPS = ['applied', 'screening', 'interview', 'offer', 'closed'] as const

/** A seeker's window and a recruiter's window of one application, with a teammate who moves cards. */
export function DuoDesk({ duo, person, last, application, pipeline: read, cards: packed, nowMs, isReady }: DuoDeskProps) {
  const [isPaused, setIsPaused] = useState(false)
  const pipeline: Pipeline = useMemo(() => ({ ...read, cards: JSON.parse(packed) }), [read, packed])
  useTeammate(isReady && !isPaused)
  return (
    <div className="grid gap-6 xl:grid-cols-[20rem_minmax(0,1fr)]">
      <SeekerWindow person={person} last={last} application={application} />
      <section
        aria-labelledby="recruiter-window"
        className="min-w-0 overflow-hidden rounded-xl border border-line bg-surface p-4 shadow-low sm:p-6"
      >
        <RecruiterWindow
          pipeline={pipeline}
          myId={person.id}
          nowMs={nowMs}
          aside={
            <Button size="sm" tone="quiet" aria-pressed={isPaused} onClick={() => setIsPaused(!isPaused)}>
              {isPaused ? `Let ${duo.teammate} go on` : `Pause ${duo.teammate}`}
            </Button>
          }
        />
      </section>
    </div>
  )
}

function SeekerWindow({ person, last, application }: { person: { id: string; name: string }; last: number; application: ApplicationCard }) {
  const [card, setCard] = useState(application)
  const { revalidate } = useRevalidator()
  if (application.version > card.version) setCard(application)
  const state = useRoom({
    party: 'person',
    room: person.id,
    startAt: last,
    onEvent: (event) => {
      if (event.type === 'application.changed' && event.data.card.id === application.id) setCard(event.data.card)
    },
    onReload: revalidate,
  })
  const at = GROUPS.findIndex((group) => group === card.group)
  return (
    <section aria-labelledby="seeker-window" data-seeker className="rounded-xl border border-line bg-surface p-4 shadow-low">
      <div className="mb-3 flex items-center gap-3">
        <h2 id="seeker-window" className="font-semibold">
          {person.name}, seeker
        </h2>
        <LiveMark state={state} />
      </div>
      <p className="text-sm text-ink-2">
        {card.title} at {card.companyName}
      </p>
      <p aria-live="polite" className="mt-1 text-2xl font-semibold">
        {card.employer?.label ?? GROUP_WORDS[card.group]}
      </p>
      <ol className="mt-4 space-y-2 text-sm">
        {GROUPS.map((group, index) => (
          <li key={group} className={`flex items-center gap-2 ${index === at ? 'font-semibold text-ink' : 'text-ink-3'}`}>
            <span aria-hidden className={`size-2.5 rounded-full ${index <= at ? GROUP_LOOK[group].dot : 'bg-surface-3'}`} />
            {GROUP_WORDS[group]}
            {index === at ? <span className="sr-only"> (now)</span> : null}
          </li>
        ))}
      </ol>
      <p className="mt-4 text-sm text-ink-3">
        An answer is promised by {card.employer ? formatDay(card.employer.replyDueAt) : 'a day'}. The team’s notes and the names of its
        stages never come here.
      </p>
    </section>
  )
}

type RecruiterWindowProps = { pipeline: Pipeline; myId: string; nowMs: number; aside: ReactNode }

function RecruiterWindow({ pipeline, myId, nowMs, aside }: RecruiterWindowProps) {
  const live = usePipeline(pipeline, myId)
  const [acting, setActing] = useState<{ id: string; isClosing: boolean } | null>(null)
  const columns = useMemo(() => pipelineColumns(live.cards, live.stages), [live.cards, live.stages])
  const nameOf = (card: HiringCard | undefined) => card?.name ?? card?.label ?? ''
  const move = ([id]: string[], column: string, afterId: string | null | undefined) => {
    if (id === undefined) return
    if (column === 'closed') return setActing({ id, isClosing: true })
    const stage = live.stages.find((each) => each.id === column)
    if (stage)
      live.change(
        [id],
        { kind: 'move', stageId: stage.id, group: stage.group, afterId },
        `Moved to ${stage.name}: ${nameOf(live.cards.get(id))}`,
      )
  }
  const actingCard = acting ? live.cards.get(acting.id) : undefined
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 id="recruiter-window" className="font-semibold">
          {pipeline.organisationName}, recruiter
        </h2>
        <LiveMark state={live.roomState} />
        <span className="ml-auto">{aside}</span>
      </div>
      <PipelineBoard
        columns={columns}
        postingId={pipeline.posting.id}
        nowMs={nowMs}
        marks={live.marks}
        lookers={NOBODY}
        selectedIds={NONE}
        mayMove
        announced={live.said?.text ?? ''}
        onMove={move}
        onSelect={(id) => setActing({ id, isClosing: false })}
        onMenu={(id) => setActing({ id, isClosing: false })}
      />
      {acting && actingCard ? (
        <ActDialog
          cards={[actingCard]}
          stages={live.stages}
          isClosing={acting.isClosing}
          onCancel={() => setActing(null)}
          onMove={(stageId) => {
            setActing(null)
            move([acting.id], stageId, undefined)
          }}
          onEnd={(disposition) => {
            setActing(null)
            live.change([acting.id], { kind: 'close', disposition }, `${DISPOSITION_WORDS[disposition.kind]}: ${nameOf(actingCard)}`)
          }}
          onTag={(tag) => {
            setActing(null)
            live.change([acting.id], { kind: 'tag', add: [tag], remove: [] }, `Tagged ${tag}: ${nameOf(actingCard)}`)
          }}
        />
      ) : null}
      <SaidBar said={live.said} onClose={live.closeSaid} />
    </>
  )
}

const NONE: ReadonlySet<string> = new Set()
const NOBODY: ReadonlyMap<string, never[]> = new Map()

/** Asks for the teammate's next move as long as somebody looks. */
function useTeammate(isOn: boolean) {
  useEffect(() => {
    if (!isOn) return
    let timer: ReturnType<typeof setTimeout>
    const step = async () => {
      const hasMoved = document.visibilityState === 'hidden' || (await askForStep())
      if (hasMoved) timer = setTimeout(step, STEP_MS)
    }
    timer = setTimeout(step, FIRST_STEP_MS)
    return () => clearTimeout(timer)
  }, [isOn])
}

/** A lost step is asked for again; one that is refused ends them. */
async function askForStep(): Promise<boolean> {
  try {
    const response = await fetch('/demo/step', { method: 'POST', headers: { accept: 'application/json' } })
    const answer: unknown = response.ok ? await response.json() : null
    return typeof answer === 'object' && answer !== null && 'hasMoved' in answer && answer.hasMoved === true
  } catch {
    return true
  }
}
