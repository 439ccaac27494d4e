import clsx from 'clsx'
import type { HistoryEntry } from '../../contract/applications'
import { Input } from '../ui/field'
import { ActForm } from './act-form'
import { dayIn, timeIn } from './calendar-days'
import { ACTOR_WORDS, changeWords } from './change-words'
import { instantWord } from './due-words'
import { lineButtonClass, Section } from './section'

/** So near to each other, "happened" and "learned" are one. */
const SAME_MS = 120_000
const DATED = ['saved', 'moved']

/** Everything that became of it, newest first. Nothing is ever taken out: an undo and a corrected date are lines of their own. */
export function HistorySection({ history, timeZone }: { history: HistoryEntry[]; timeZone: string }) {
  return (
    <Section id="history" title="History">
      <ol className="space-y-4 border-l-2 border-line pl-4">
        {history.map((entry) => {
          const isApart = Math.abs(Date.parse(entry.learnedAt) - Date.parse(entry.happenedAt)) > SAME_MS
          const actor = ACTOR_WORDS[entry.actor]
          return (
            <li
              key={entry.id}
              className="relative text-sm before:absolute before:top-1.5 before:-left-[1.3125rem] before:size-2 before:rounded-full before:bg-line-strong"
            >
              <p className={clsx('font-medium', entry.isUndone && 'text-ink-3 line-through')}>{changeWords(entry.change, timeZone)}</p>
              <p className="text-xs text-ink-3">
                {isApart ? 'Happened ' : ''}
                <time dateTime={entry.happenedAt}>{instantWord(entry.happenedAt, timeZone)}</time>
                {isApart ? (
                  <>
                    , learned <time dateTime={entry.learnedAt}>{instantWord(entry.learnedAt, timeZone)}</time>
                  </>
                ) : null}
                {actor ? ` · ${actor}` : ''}
                {entry.batchSize > 1 ? ` · together with ${entry.batchSize - 1} more` : ''}
                {entry.isUndone ? ' · taken back' : ''}
              </p>
              {entry.isUndone ? null : (
                <div className="flex flex-wrap items-start gap-x-2">
                  {entry.change.kind === 'saved' || entry.change.kind === 'posting-closed' ? null : (
                    <ActForm intent="undo" about={entry.id} values={{ eventId: entry.id }}>
                      {() => (
                        <button type="submit" className={lineButtonClass}>
                          {entry.change.kind === 'undone' ? 'Do it after all' : 'Take back'}
                        </button>
                      )}
                    </ActForm>
                  )}
                  {DATED.includes(entry.change.kind) ? (
                    <details>
                      <summary className={lineButtonClass}>Correct the date</summary>
                      <ActForm
                        intent="date"
                        about={entry.id}
                        values={{ eventId: entry.id }}
                        className="flex flex-wrap items-center gap-2 pt-1"
                      >
                        {({ isBusy }) => (
                          <>
                            <Input
                              type="datetime-local"
                              name="happenedAt"
                              aria-label="When it happened"
                              required
                              defaultValue={`${dayIn(entry.happenedAt, timeZone)}T${timeIn(entry.happenedAt, timeZone)}`}
                              className="h-8! w-auto! text-sm!"
                            />
                            <button type="submit" aria-busy={isBusy} className={lineButtonClass}>
                              Save date
                            </button>
                          </>
                        )}
                      </ActForm>
                    </details>
                  ) : null}
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
