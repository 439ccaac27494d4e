import type { OrganisationRole } from '../../contract/identity'

/** What a role is called, and what it lets somebody do today: rights that no page has yet are said to be to come. */
export const ROLE_WORDS: Record<OrganisationRole, { name: string; may: string }> = {
  owner: { name: 'Owner', may: 'Everything: the name, members and their roles, invitations.' },
  recruiter: { name: 'Recruiter', may: 'Sees who is a member, and invites others, but makes no owners.' },
  hiring_manager: { name: 'Hiring manager', may: 'Sees who is a member. Decides on candidates once hiring is here.' },
  interviewer: { name: 'Interviewer', may: 'Sees who is a member. Writes feedback once hiring is here.' },
  viewer: { name: 'Viewer', may: 'Sees who is a member, and changes nothing.' },
}
