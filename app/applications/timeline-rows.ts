import type { ApplicationCard, HistoryEntry } from '../../contract/applications'
import type { StageGroup } from '../../contract/stages'

/** An application over time: in which group it stood from when until when. The last span is open. */
export type TimelineRow = { card: ApplicationCard; spans: { group: StageGroup; fromMs: number; untilMs: number | null }[] }

/**
 * Reads the spans out of histories. What was taken back counts as if it had not been, a corrected date as if it had been right. Of an
 * application whose history is not there as a whole, the time before is that of the stage it came from.
 */
export function timelineRows(cards: ApplicationCard[], history: HistoryEntry[]): TimelineRow[] {
  const byApplication = Map.groupBy(history, (entry) => entry.applicationId)
  return cards.map((card) => {
    const entries = (byApplication.get(card.id) ?? []).filter((entry) => !entry.isUndone).sort((a, b) => a.seq - b.seq)
    const dates = new Map(entries.map((entry) => [entry.id, Date.parse(entry.happenedAt)]))
    for (const { change } of entries) if (change.kind === 'date-corrected') dates.set(change.eventId, Date.parse(change.to))
    const steps = entries.flatMap(({ id, change }) => {
      const atMs = dates.get(id) ?? 0
      if (change.kind === 'saved') return [{ atMs, from: change.to.group, to: change.to.group }]
      return change.kind === 'moved' && change.from.group !== change.to.group
        ? [{ atMs, from: change.from.group, to: change.to.group }]
        : []
    })
    const [first] = steps
    const start = { atMs: Math.min(Date.parse(card.savedAt), first?.atMs ?? Number.POSITIVE_INFINITY), to: first?.from ?? card.group }
    const all = [start, ...steps].sort((a, b) => a.atMs - b.atMs)
    const spans = all.map((step, index) => ({ group: step.to, fromMs: step.atMs, untilMs: all[index + 1]?.atMs ?? null }))
    return { card, spans: spans.filter((span) => span.untilMs === null || span.untilMs > span.fromMs) }
  })
}
