import type { NotificationData } from '../../../contract/notifications'
import type { NewsReason } from '../../../contract/searches'

/** One notification in words, wherever it is shown: the centre, a mail, a digest, a text message. */
export interface NotificationWords {
  title: string
  detail: string
  /** The page that it is about. */
  path: string
}

/**
 * @param timeZone IANA zone of the reader, in which instants are written
 */
export function notificationWords(data: NotificationData, timeZone: string): NotificationWords {
  switch (data.event) {
    case 'application.moved':
      return { title: `${roleOf(data)}: ${data.stage}`, detail: 'Your application has a new stage.', path: applicationPath(data) }
    case 'application.messaged':
      return {
        title: `${data.companyName ?? 'The employer'} wrote to you`,
        detail: `About ${data.jobTitle}.`,
        path: `${applicationPath(data)}#messages`,
      }
    case 'application.silent':
      return {
        title: `No answer on ${roleOf(data)}`,
        detail: `Nothing was heard for ${data.days} ${data.days === 1 ? 'day' : 'days'}. A short message may help.`,
        path: applicationPath(data),
      }
    case 'application.reminder':
      return { title: data.note, detail: `${roleOf(data)}, due ${writeInstant(data.dueAt, timeZone)}.`, path: applicationPath(data) }
    case 'interview.reminder':
      return {
        title: `Interview: ${roleOf(data)}`,
        detail: interviewTimes(data.startsAt, data.timeZone, timeZone),
        path: applicationPath(data),
      }
    case 'interview.invited':
      return data.what === 'invited'
        ? { title: `Choose a time: ${roleOf(data)}`, detail: 'You are invited to an interview.', path: applicationPath(data) }
        : { title: `Called off: ${roleOf(data)}`, detail: 'The employer called the interview off.', path: applicationPath(data) }
    case 'interviewing.changed':
      return {
        title: `${INTERVIEWING_WORDS[data.what]}: ${data.jobTitle}`,
        detail: interviewTimes(data.startsAt, data.timeZone, timeZone),
        path: `/hiring/${data.postingId}/${data.applicationId}`,
      }
    case 'interviewing.feedback':
      return {
        title: `Your scorecard is missing: ${data.jobTitle}`,
        detail: `You interviewed on ${interviewTimes(data.startsAt, data.timeZone, timeZone)}`,
        path: `/interviewing/${data.invitationId}`,
      }
    case 'job.closed':
      return { title: `Closed: ${roleOf(data)}`, detail: 'This job takes no more applications.', path: `/jobs/${data.jobId}` }
    case 'job.found':
      return {
        title: data.more === 0 ? roleOf(data) : `${roleOf(data)} and ${data.more} more`,
        detail: newsReasonWords(data.reason),
        path: data.more === 0 ? `/jobs/${data.jobId}` : '/following',
      }
    case 'job.invited':
      return {
        title: `${data.companyName ?? 'An employer'} asks you to apply: ${data.jobTitle}`,
        detail: 'They found you by what you can do. They do not know your name.',
        path: `/recommended/invitations#${data.invitationId}`,
      }
    case 'resume.read':
      return data.outcome === 'ready'
        ? { title: 'Your résumé is read', detail: 'Check each part beside its source and confirm it.', path: `/resumes/${data.resumeId}` }
        : { title: 'Your résumé cannot be read', detail: 'The page says why, and what to do instead.', path: `/resumes/${data.resumeId}` }
    case 'organisation.invited':
      return { title: `${data.organisationName} invites you`, detail: 'Accept or decline the invitation.', path: '/settings/organisations' }
    case 'candidate.answered':
      return {
        title: `A candidate answered: ${data.jobTitle}`,
        detail: 'Their message stands in the thread.',
        path: `/hiring/${data.postingId}/${data.applicationId}#messages`,
      }
    case 'posting.paused-idle':
      return {
        title: `Paused: ${roleOf(data)}`,
        detail: `Nobody of the team had looked at its applicants for ${data.days} days. They are told; you can show it again at any time.`,
        path: `/hiring/${data.postingId}`,
      }
    case 'posting.taken-down':
      return {
        title: `Closed by an operator: ${roleOf(data)}`,
        detail: 'The page says why and by which rule, and how to object.',
        path: `/appeal/${data.jobId}`,
      }
    case 'appeal.answered':
      return {
        title: data.outcome === 'restored' ? `Open again: ${roleOf(data)}` : `It stays closed: ${roleOf(data)}`,
        detail: 'Another look was taken at what you objected to. The page has the answer.',
        path: `/appeal/${data.jobId}`,
      }
    case 'shortlist.mentioned':
      return {
        title: `${data.byName} mentioned you`,
        detail: `In a comment on the shortlist “${data.shortlistName}”.`,
        path: `/organisations/${data.organisationId}/shortlists/${data.shortlistId}`,
      }
    default:
      return data satisfies never
  }
}

/** Why a new job is told to its reader, as one sentence. */
export function newsReasonWords(reason: NewsReason): string {
  switch (reason.kind) {
    case 'search':
      return `Your saved search “${reason.name}” found it.`
    case 'company':
      return `You follow ${reason.name}.`
    case 'match':
      return `It fits your résumé and wishes to ${Math.round(reason.permille / 10)} %${ofWhat(reason.knownPermille ?? 1_000)}.`
    default:
      return reason satisfies never
  }
}

/** How little a score stands on, where that is little. */
const ofWhat = (knownPermille: number) => (knownPermille < 700 ? ` of the ${Math.round(knownPermille / 10)} % that can be compared` : '')

/** `Sat 21 Nov, 10:00 (Europe/Berlin)`: a time without its zone misleads whoever travels. */
export function writeInstant(at: string, timeZone: string): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false, timeZone } as const
  return `${new Intl.DateTimeFormat('en-GB', format).format(new Date(at))} (${timeZone})`
}

function interviewTimes(startsAt: string, agreedZone: string, readerZone: string): string {
  const own = writeInstant(startsAt, readerZone)
  return agreedZone === readerZone ? `${own}.` : `${own}, which is ${writeInstant(startsAt, agreedZone)} there.`
}

const roleOf = (data: { jobTitle: string; companyName: string | null }) =>
  data.companyName ? `${data.jobTitle} at ${data.companyName}` : data.jobTitle
const applicationPath = (data: { applicationId: string }) => `/applications/${data.applicationId}`
const INTERVIEWING_WORDS = {
  agreed: 'Interview agreed',
  moved: 'Interview moved',
  'called-off': 'Interview called off',
  near: 'Interview tomorrow',
}
