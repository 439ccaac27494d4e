import type { OrganisationRole } from '../../contract/identity'

/** What a role is called, and what it lets somebody do. */
export const ROLE_WORDS: Record<OrganisationRole, { name: string; may: string }> = {
  owner: { name: 'Owner', may: 'Everything: members, roles, settings, and all that recruiters do.' },
  recruiter: { name: 'Recruiter', may: 'Postings, candidates and shortlists; invites members, but makes no owners.' },
  hiring_manager: { name: 'Hiring manager', may: 'Candidates and shortlists of their own postings, and decides there.' },
  interviewer: { name: 'Interviewer', may: 'Sees the candidates they interview, and writes feedback.' },
  viewer: { name: 'Viewer', may: 'Looks, and changes nothing.' },
}
