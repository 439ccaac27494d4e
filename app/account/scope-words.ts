import type { Scope } from '../../contract/identity'

/** What a right lets a program do, as its owner reads it. */
export const SCOPE_WORDS: Record<Scope, string> = {
  'profile:read': 'Read your profile',
  'profile:write': 'Change your profile',
  'resumes:read': 'Read your résumés',
  'resumes:write': 'Change your résumés',
  'applications:read': 'Read your applications',
  'applications:write': 'Change your applications',
  'matching:read': 'Read your recommended jobs, wishes and scores',
  'matching:write': 'Change your wishes and weights',
  'searches:read': 'Read your saved searches, what you follow and hide, and new jobs for you',
  'searches:write': 'Change your saved searches, what you follow and hide',
  'notifications:read': 'Read your notifications',
  'notifications:write': 'Change your notifications',
  'postings:read': 'Read the postings of your organisations',
  'postings:write': 'Write, publish and close postings of your organisations',
  'candidates:read': 'Read candidates and their applications at your organisations, without résumés',
  'candidates:write': 'Move, tag and close applications at your organisations',
  'shortlists:read': 'Read shortlists of your organisations',
  'shortlists:write': 'Change shortlists of your organisations',
  'webhooks:read': 'Read webhook endpoints of organisations you own, and what was sent to them',
  'webhooks:write': 'Change webhook endpoints of organisations you own',
}
