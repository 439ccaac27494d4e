import { expect, test } from 'vitest'
import { OrganisationRole } from '../../contract/identity'
import { hasRight } from '../../server/identity/access'
import { mayWritePostings, ROLE_WORDS } from './role-words'

test.each(OrganisationRole.options)('what is said of the role “%s” is what its rights are', (role) => {
  const { may } = ROLE_WORDS[role]
  const says = (words: RegExp) => role === 'owner' || words.test(may)
  expect(mayWritePostings(role)).toBe(hasRight(role, 'posting.edit'))
  expect(says(/[Ww]rites and (approves|publishes) postings/)).toBe(hasRight(role, 'posting.edit'))
  expect(says(/and publishes postings/)).toBe(hasRight(role, 'posting.publish'))
  expect(says(/approves postings/)).toBe(hasRight(role, 'posting.approve'))
  expect(says(/moves, answers and rejects candidates/)).toBe(hasRight(role, 'candidate.move'))
  expect(says(/invites members/)).toBe(hasRight(role, 'organisation.invite'))
  expect(says(/keeps shortlists/)).toBe(hasRight(role, 'shortlist.edit'))
  expect(may).not.toMatch(/once|soon|to come/)
})
