import { DISPOSITION_REASONS, type Disposition, type HiringCard, type HiringStage } from '../../contract/hiring'
import { compareRanked } from '../../server/applications/core/rank'
import type { PageCommand, PageCommands } from '../ui/page-commands'
import { DISPOSITION_REASON_WORDS } from './words'

const TAG_MAX = 30

/** What the menu of a card does, as the page does it. */
export interface CandidateActs {
  move(ids: string[], stageId: string): void
  end(ids: string[], disposition: Disposition): void
  tag(ids: string[], tag: string, isAdded: boolean): void
  menu(ids: string[], isClosing: boolean): void
}

/**
 * What can be done with these cards of one pipeline: the same acts as their menu, by name. Where several stages or reasons begin alike, more words
 * tell them apart.
 */
export function candidateCommands(
  cards: readonly HiringCard[],
  { stages, tags, acts }: { stages: readonly HiringStage[]; tags: readonly string[]; acts: CandidateActs },
): PageCommands | null {
  const [first] = cards
  if (!first) return null
  const ids = cards.map(({ applicationId }) => applicationId)
  const ordered = stages.toSorted(compareRanked)
  const isOneStage = cards.every(({ stageId }) => stageId === first.stageId)
  const at = isOneStage ? ordered.findIndex(({ id }) => id === first.stageId) : -1
  const next = at < 0 ? undefined : ordered[at + 1]
  const isOpen = cards.some(({ disposition }) => disposition === null)
  const commands: PageCommand[] = [
    ...(next ? [{ id: 'advance', title: `Advance to ${next.name}`, words: 'next stage move', run: () => acts.move(ids, next.id) }] : []),
    ...ordered
      .filter(({ id }) => !isOneStage || id !== first.stageId)
      .map(({ id, name }) => ({ id: `move ${id}`, title: `Move to ${name}`, words: 'stage', run: () => acts.move(ids, id) })),
    { id: 'menu', title: 'Move, tag or end…', words: 'actions menu', run: () => acts.menu(ids, false) },
    ...(isOpen
      ? [
          { id: 'end', title: 'Reject or hire…', words: 'end close reason disposition', run: () => acts.menu(ids, true) },
          ...(['rejected', 'hired'] as const).flatMap((kind) =>
            DISPOSITION_REASONS[kind].map((reason) => ({
              id: `${kind} ${reason}`,
              title: `${kind === 'rejected' ? 'Reject' : 'Hire'}: ${DISPOSITION_REASON_WORDS[reason]}`,
              words: 'end close reason',
              isQuiet: true,
              run: () => acts.end(ids, { kind, reason }),
            })),
          ),
        ]
      : []),
    ...[...new Set(tags)].map((tag) => {
      const isHeld = cards.every((card) => card.tags.includes(tag))
      return {
        id: `tag ${tag}`,
        title: isHeld ? `Take off the tag ${tag}` : `Tag ${tag}`,
        words: isHeld ? 'untag remove' : 'label',
        isQuiet: true,
        run: () => acts.tag(ids, tag, !isHeld),
      }
    }),
  ]
  return {
    heading: cards.length === 1 ? (first.name ?? first.label) : `${cards.length.toLocaleString('en')} selected candidates`,
    commands,
    typed(words) {
      const tag = /^tag\s+(.+)$/i.exec(words)?.[1]?.trim().slice(0, TAG_MAX)
      if (tag === undefined || tag === '' || tags.some((each) => each.toLowerCase() === tag.toLowerCase())) return []
      return [{ id: `new tag ${tag}`, title: `Tag ${tag}`, run: () => acts.tag(ids, tag, true) }]
    },
  }
}
