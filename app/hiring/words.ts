import type { Disposition, DispositionKind, DispositionReason, HiringChange, HiringStage } from '../../contract/hiring'

export const DISPOSITION_WORDS: Record<DispositionKind, string> = { hired: 'Hired', rejected: 'Rejected', withdrawn: 'Withdrew' }

export const DISPOSITION_REASON_WORDS: Record<DispositionReason, string> = {
  'as-offered': 'As offered',
  'after-negotiation': 'After negotiation',
  experience: 'Experience does not fit',
  skills: 'Skills do not fit',
  qualification: 'A qualification is missing',
  place: 'Place of work',
  'work-permit': 'No work permit',
  pay: 'Pay',
  'position-filled': 'Position is filled',
  'position-cancelled': 'Position was cancelled',
  'no-longer-interested': 'Not interested any more',
  'accepted-other': 'Accepted another offer',
  role: 'The role',
  company: 'The company',
  process: 'The process',
  personal: 'Personal reasons',
  other: 'Another reason',
}

export const dispositionWords = ({ kind, reason }: Disposition) =>
  `${DISPOSITION_WORDS[kind]}: ${DISPOSITION_REASON_WORDS[reason].toLowerCase()}`

/** One line of the team's history in words. */
export function hiringChangeWords(change: HiringChange, stages: readonly HiringStage[]): string {
  const nameOf = (id: string | null) => (id === null ? 'Closed' : (stages.find((stage) => stage.id === id)?.name ?? 'a stage that is gone'))
  switch (change.kind) {
    case 'received':
      return `Applied, from ${change.source}`
    case 'moved':
      return change.from.stageId === change.to.stageId
        ? `Put elsewhere within ${nameOf(change.to.stageId)}`
        : `Moved from ${nameOf(change.from.stageId)} to ${nameOf(change.to.stageId)}`
    case 'closed':
      return dispositionWords(change.disposition)
    case 'tagged':
      return [
        change.added.length > 0 ? `Tagged ${change.added.join(', ')}` : '',
        change.removed.length > 0 ? `Took off ${change.removed.join(', ')}` : '',
      ]
        .filter(Boolean)
        .join('; ')
    case 'resume-withdrawn':
      return 'Took the résumé back'
    case 'resume-shared':
      return 'Shared the résumé again'
    case 'interview':
      return `${INTERVIEW_WORDS[change.what]}${change.startsAt === null ? '' : ` for ${change.startsAt.slice(0, 16).replace('T', ' ')} UTC`}`
    default:
      return change satisfies never
  }
}

const INTERVIEW_WORDS = {
  invited: 'Invited to an interview',
  agreed: 'Interview agreed',
  moved: 'Interview moved',
  'called-off': 'Interview called off',
}
