import { useEffect, useId, useMemo, useState } from 'react'
import type { ShortlistHistory } from '../../contract/shortlists'
import { newReplay } from '../../server/shortlists/core/replay'
import { orderOf } from '../../server/shortlists/core/shortlist-state'
import { Button, ButtonLink } from '../ui/button'
import { TimeAgo } from '../ui/time-ago'
import { changeWords, nameAt } from './replay-words'
import { VOTE_WORDS, VOTES } from './words'

const STEP_MS = 700
/** Lines of the history that stand around the one that is shown. */
const AROUND = 8

type ReplayViewProps = {
  history: ShortlistHistory
  /** After so many changes, for pages without scripts. */
  startAt: number
  downloadAt: string | null
}

/** A decision through time: a slider over everything that happened, the list as it stood then, and who changed what, when and why. */
export function ReplayView({ history, startAt, downloadAt }: ReplayViewProps) {
  const { events, names } = history
  const replay = useMemo(() => newReplay(events.map(({ change }) => change)), [events])
  const [at, setAt] = useState(startAt)
  const [isPlaying, setIsPlaying] = useState(false)
  const sliderId = useId()
  const state = useMemo(() => replay(at), [replay, at])
  const now = events[at - 1]
  const touched = now && 'entryId' in now.change ? now.change.entryId : null
  const first = Math.max(0, Math.min(at - AROUND, events.length - 2 * AROUND))

  const isOver = at >= events.length
  useEffect(() => {
    if (!isPlaying || isOver) return
    const timer = setTimeout(() => setAt((known) => known + 1), STEP_MS)
    return () => clearTimeout(timer)
  })

  const go = (to: number) => {
    setIsPlaying(false)
    setAt(Math.max(0, Math.min(to, events.length)))
  }
  const sentence = now ? changeWords(now, state, names) : 'Before anything happened.'
  return (
    <>
      <form method="get" className="rounded-lg border border-line bg-surface p-4 sm:p-5">
        <label htmlFor={sliderId} className="text-sm font-medium">
          After change <span className="tabular-nums">{at}</span> of <span className="tabular-nums">{events.length}</span>
        </label>
        <input
          id={sliderId}
          type="range"
          name="at"
          min={0}
          max={events.length}
          value={at}
          onChange={({ currentTarget }) => go(currentTarget.valueAsNumber)}
          aria-valuetext={`${at} of ${events.length}: ${sentence}`}
          className="mt-2 block h-8 w-full accent-accent"
        />
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" onClick={() => go(at - 1)} disabled={at === 0}>
            Back
          </Button>
          <Button
            size="sm"
            tone="primary"
            aria-pressed={isPlaying && !isOver}
            onClick={() => {
              if (isOver) setAt(0)
              setIsPlaying(!isPlaying || isOver)
            }}
          >
            {isPlaying && !isOver ? 'Stop' : isOver ? 'Play from the start' : 'Play'}
          </Button>
          <Button size="sm" onClick={() => go(at + 1)} disabled={isOver}>
            Forward
          </Button>
          <noscript>
            <button type="submit" className="min-h-8 underline">
              Show
            </button>
          </noscript>
          {downloadAt ? (
            <ButtonLink to={downloadAt} reloadDocument size="sm" tone="quiet" className="ml-auto">
              Take it as a file
            </ButtonLink>
          ) : null}
        </div>
        <p className="mt-3" aria-live={isPlaying ? 'off' : 'polite'} data-replayed>
          <strong className="font-medium">{sentence}</strong>
          {now ? (
            <span className="text-sm text-ink-2">
              {' '}
              · <TimeAgo at={now.at} />
              {'reason' in now.change && now.change.reason ? ` · “${now.change.reason}”` : ''}
            </span>
          ) : null}
        </p>
      </form>
      <div className="mt-6 grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <section aria-labelledby="replay-list" className="min-w-0">
          <h2 id="replay-list" className="mb-2 text-sm font-semibold">
            {state.name || 'The list'}, as it stood then{state.isClosed ? ' (closed)' : ''}
          </h2>
          <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
            {orderOf(state).map((entry, index) => (
              <li
                key={entry.id}
                data-entry={entry.id}
                className={`flex flex-wrap items-baseline gap-x-3 px-4 py-2 ${entry.id === touched ? 'bg-accent-soft text-on-accent-soft' : ''}`}
              >
                <span className="w-6 text-right text-sm text-ink-3 tabular-nums">{index + 1}</span>
                <span className="min-w-0 flex-1 font-medium break-words">{nameAt(state, entry.id, names)}</span>
                <span className="text-sm text-ink-2">{votesOf([...entry.votes.values()])}</span>
              </li>
            ))}
          </ol>
          {orderOf(state).length === 0 ? <p className="mt-2 text-sm text-ink-3">Nobody was on it.</p> : null}
        </section>
        <section aria-labelledby="replay-lines" className="min-w-0">
          <h2 id="replay-lines" className="mb-2 text-sm font-semibold">
            What happened around it
          </h2>
          <ol className="space-y-1 text-sm" start={first + 1}>
            {events.slice(first, first + 2 * AROUND).map((event) => (
              <li key={event.seq}>
                <button
                  type="button"
                  onClick={() => go(event.seq)}
                  aria-current={event.seq === at ? 'step' : undefined}
                  className="w-full rounded-md px-2 py-1.5 text-left break-words hover:bg-surface-2 aria-[current=step]:bg-accent-soft aria-[current=step]:text-on-accent-soft"
                >
                  {changeWords(event, replay(event.seq), names)}
                </button>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </>
  )
}

function votesOf(votes: readonly string[]): string {
  return VOTES.flatMap((vote) => {
    const count = votes.filter((cast) => cast === vote).length
    return count === 0 ? [] : [`${count} ${VOTE_WORDS[vote].word.toLowerCase()}`]
  }).join(', ')
}
