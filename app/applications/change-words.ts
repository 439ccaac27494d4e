import type { ApplicationChange, HistoryEntry, Placement } from '../../contract/applications'
import { CLOSED_WORDS } from '../jobs/closed-words'
import { instantWord } from './due-words'
import { GROUP_WORDS, OUTCOME_WORDS, PRIORITY_WORDS, REASON_WORDS } from './words'

/** One line of a history in words: what was done. */
export function changeWords(change: ApplicationChange, timeZone: string): string {
  switch (change.kind) {
    case 'saved':
      return `Saved in ${GROUP_WORDS[change.to.group]}${change.to.outcome ? ` as ${outcomeWords(change.to.outcome)}` : ''}`
    case 'moved':
      return movedWords(change.from, change.to)
    case 'reordered':
      return `Put elsewhere within ${GROUP_WORDS[change.stage.group]}`
    case 'changed':
      return Object.entries(change.to)
        .map(([name, value]) => `${FIELD_WORDS[name] ?? name}: ${valueWords(name, value)}`)
        .join('; ')
    case 'date-corrected':
      return `Date corrected from ${instantWord(change.from, timeZone)} to ${instantWord(change.to, timeZone)}`
    case 'posting-closed':
      return change.because ? `The posting was closed: ${CLOSED_WORDS[change.because]}` : 'The posting was closed'
    case 'removed':
      return 'Removed'
    case 'restored':
      return 'Brought back'
    case 'resume-access':
      return change.isShared ? 'Let the employer see your résumé again' : 'Took your résumé back from the employer'
    case 'undone':
      return `Took back: ${UNDONE_WORDS[change.of] ?? change.of}`
    default:
      return change satisfies never
  }
}

/** Who did it, when it was not the person in a browser. */
export const ACTOR_WORDS: Record<HistoryEntry['actor'], string | null> = {
  person: null,
  key: 'by a program with your key',
  import: 'by an import',
  employer: 'by the employer',
  system: 'by Numerojobs',
}

function movedWords(from: Placement, to: Placement): string {
  if (to.outcome) return `${from.group === 'closed' ? 'Closed otherwise' : 'Closed'}: ${outcomeWords(to.outcome)}`
  if (from.group === to.group) return `Moved to another stage of ${GROUP_WORDS[to.group]}`
  return `${from.group === 'closed' ? 'Opened again, in' : `Moved from ${GROUP_WORDS[from.group]} to`} ${GROUP_WORDS[to.group]}`
}

/** How an application ended. That there is no position any more is the whole of it: nobody was weighed and turned down. */
export function outcomeWords({ kind, reason }: NonNullable<Placement['outcome']>): string {
  const why = (REASON_WORDS[reason] ?? reason).toLowerCase()
  return kind === 'rejected' && (reason === 'position-filled' || reason === 'position-cancelled') ? why : `${OUTCOME_WORDS[kind]} (${why})`
}

const FIELD_WORDS: Record<string, string> = {
  title: 'Title',
  companyName: 'Company',
  places: 'Places',
  url: 'Link',
  source: 'Source',
  priority: 'Priority',
  tags: 'Tags',
  resumeVersionId: 'Résumé version',
}
const UNDONE_WORDS: Record<string, string> = {
  saved: 'saving it',
  moved: 'a move',
  reordered: 'an order',
  changed: 'a change of its facts',
  'date-corrected': 'a corrected date',
  removed: 'removing it',
  restored: 'bringing it back',
  undone: 'an undo',
}

function valueWords(name: string, value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'none'
  if (name === 'priority' && typeof value === 'number') return PRIORITY_WORDS[value] ?? String(value)
  return Array.isArray(value) ? value.join(', ') : String(value)
}
