import type { OrganisationRole } from '../../contract/identity'

/** What a role is called, and what it lets somebody do: the table is `RIGHTS` in `server/identity/access.ts`. */
export const ROLE_WORDS: Record<OrganisationRole, { name: string; may: string }> = {
  owner: { name: 'Owner', may: 'Everything: members and their roles, postings, candidates, payment, the audit log.' },
  recruiter: {
    name: 'Recruiter',
    may: 'Writes and publishes postings, moves, answers and rejects candidates, imports and exports them, keeps shortlists, and invites members, but makes no owners.',
  },
  hiring_manager: {
    name: 'Hiring manager',
    may: 'Writes and approves postings, moves, answers and rejects candidates, and keeps shortlists. Publishes nothing and invites nobody.',
  },
  interviewer: {
    name: 'Interviewer',
    may: 'Sees postings and candidates, writes notes and feedback, and votes on shortlists. Moves and rejects nobody.',
  },
  viewer: { name: 'Viewer', may: 'Sees postings, candidates and shortlists, and changes nothing.' },
}

/** Whether somebody of this role writes postings: what a page offers. The right itself is asked for where it is used. */
export const mayWritePostings = (role: OrganisationRole) => WRITERS.includes(role)
const WRITERS: readonly OrganisationRole[] = ['owner', 'recruiter', 'hiring_manager']
