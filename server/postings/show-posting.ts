import type { PostingFields, PostingLine, PostingView } from '../../contract/postings'
import type { Db } from '../../db/client'
import { hasRight } from '../identity/access'
import { type HeldPosting, type PostingRow, RIGHT_FOR } from './access'
import { listAuthors } from './authors'
import { checkPosting } from './core/posting-rules'
import { actsFor, mayApprove, type PostingFacts } from './core/posting-state'

/** A posting as one member sees it, with what they may do now. */
export async function showPosting(
  ctx: { db: Db; now(): Date; actor: { personId: string } },
  held: HeldPosting,
  db: Db = ctx.db,
): Promise<PostingView> {
  const { posting, role, organisationName } = held
  const facts = factsOf(posting)
  const may = actsFor(facts).filter((act) => hasRight(role, RIGHT_FOR[act]))
  const approval = may.includes('approve') ? await listAuthors(db, posting) : null
  return {
    ...fieldsOf(posting),
    id: posting.id,
    organisationId: posting.organisationId,
    jobId: posting.jobId,
    state: posting.state,
    closeReason: posting.closeReason,
    version: posting.version,
    createdBy: posting.createdBy,
    submittedBy: posting.submittedBy,
    approvedBy: posting.approvedBy,
    createdAt: posting.createdAt.toISOString(),
    updatedAt: posting.updatedAt.toISOString(),
    publishedAt: posting.publishedAt?.toISOString() ?? null,
    closedAt: posting.closedAt?.toISOString() ?? null,
    organisationName,
    isSubmitted: facts.isSubmitted,
    isApproved: facts.isApproved,
    isAhead: facts.isAhead,
    sentBackReason: posting.sentBackReason,
    may: may.filter((act) => act !== 'approve' || (approval !== null && mayApprove({ actorId: ctx.actor.personId, ...approval }))),
    findings: checkPosting(fieldsOf(posting), ctx.now()),
  }
}

/** What its organisation wrote. */
export function fieldsOf(posting: PostingRow): PostingFields {
  return {
    title: posting.title,
    places: posting.places,
    jurisdiction: posting.jurisdiction,
    remote: posting.remote,
    remoteRegions: posting.remoteRegions,
    employmentType: posting.employmentType,
    seniority: posting.seniority,
    salary: posting.salary,
    skills: posting.skills,
    description: posting.description,
    questions: posting.questions,
    statements: posting.statements,
    replyPromiseDays: posting.replyPromiseDays,
    openings: posting.openings,
    requisition: posting.requisition,
    validThrough: posting.validThrough?.toISOString() ?? null,
  }
}

/** A posting as a room tells of it. */
export function lineOf({ id, jobId, state, title, closeReason, version }: PostingRow): PostingLine {
  return { id, jobId, state, title, closeReason, version }
}

/** What the table of states looks at. Once published, submission and approval are over, and only who they were stays. */
export function factsOf(posting: Pick<PostingRow, 'state' | 'submittedAt' | 'approvedAt' | 'isAhead'>): PostingFacts {
  const isSubmitted = posting.submittedAt !== null
  return { state: posting.state, isSubmitted, isApproved: isSubmitted && posting.approvedAt !== null, isAhead: posting.isAhead }
}
