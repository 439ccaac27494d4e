import { z } from 'zod'
import {
  ApiKey,
  EmailAddress,
  Invitation,
  IssuedApiKey,
  Me,
  NewApiKey,
  Organisation,
  OrganisationMember,
  OrganisationRole,
  PublicPerson,
  Session,
  UpdateMe,
  WaysIn,
} from '../../contract/identity'
import { AccountId, ApiKeyId, InvitationId, OrganisationId, PersonId, SessionId } from '../../contract/wire'
import { isOperator } from '../core/actor'
import { anybody, router, scoped, signedIn } from '../core/trpc'
import { issueApiKey, listApiKeys, revokeApiKey, rotateApiKey } from './api-keys'
import {
  answerInvitation,
  changeMemberRole,
  createOrganisation,
  inviteMember,
  listMembers,
  listMyInvitations,
  listOrganisations,
  removeMember,
  renameOrganisation,
  withdrawInvitation,
} from './organisations'
import { getMe, getPublicPerson, listSessions, listWaysIn, revokeOtherSessions, revokeSession, unlinkProvider, updateMe } from './people'

export const sessionRouter = router({
  /** Who asks, as a page's header shows them. */
  me: anybody
    .output(z.object({ role: z.enum(['visitor', 'person', 'operator']), name: z.string(), isOperator: z.boolean() }))
    .query(({ ctx: { actor } }) => ({
      role: actor.role === 'system' ? 'operator' : actor.role === 'guest' ? 'visitor' : actor.role,
      name: actor.name,
      isOperator: isOperator(actor),
    })),
  list: signedIn.output(z.array(Session)).query(({ ctx }) => listSessions(ctx)),
  revoke: signedIn
    .input(z.object({ sessionId: SessionId }))
    .output(z.object({ sessionId: SessionId }))
    .mutation(({ ctx, input }) => revokeSession(ctx, input.sessionId)),
  revokeOthers: signedIn.output(z.object({ ended: z.int() })).mutation(({ ctx }) => revokeOtherSessions(ctx)),
  waysIn: signedIn.output(WaysIn).query(({ ctx }) => listWaysIn(ctx)),
  unlinkProvider: signedIn
    .input(z.object({ accountId: AccountId }))
    .output(z.object({ accountId: AccountId }))
    .mutation(({ ctx, input }) => unlinkProvider(ctx, input.accountId)),
})

export const peopleRouter = router({
  me: scoped('profile:read')
    .output(Me)
    .query(({ ctx }) => getMe(ctx)),
  update: scoped('profile:write')
    .input(UpdateMe)
    .output(Me)
    .mutation(({ ctx, input }) => updateMe(ctx, input)),
  get: anybody
    .input(z.object({ id: PersonId }))
    .output(PublicPerson)
    .query(({ ctx, input }) => getPublicPerson(ctx, input.id)),
})

export const keysRouter = router({
  list: signedIn.output(z.array(ApiKey)).query(({ ctx }) => listApiKeys(ctx)),
  issue: signedIn
    .input(NewApiKey)
    .output(IssuedApiKey)
    .mutation(({ ctx, input }) => issueApiKey(ctx, input)),
  rotate: signedIn
    .input(z.object({ id: ApiKeyId }))
    .output(IssuedApiKey)
    .mutation(({ ctx, input }) => rotateApiKey(ctx, input.id)),
  revoke: signedIn
    .input(z.object({ id: ApiKeyId }))
    .output(ApiKey)
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input.id)),
})

const Name = z.string().trim().min(1, 'Give the organisation a name.').max(120)
const MemberOf = z.object({ organisationId: OrganisationId, personId: PersonId })

export const organisationsRouter = router({
  list: signedIn.output(z.array(Organisation)).query(({ ctx }) => listOrganisations(ctx)),
  create: signedIn
    .input(z.object({ name: Name }))
    .output(Organisation)
    .mutation(({ ctx, input }) => createOrganisation(ctx, input)),
  rename: signedIn
    .input(z.object({ id: OrganisationId, name: Name }))
    .output(Organisation)
    .mutation(({ ctx, input }) => renameOrganisation(ctx, input)),
  members: signedIn
    .input(z.object({ id: OrganisationId }))
    .output(z.object({ members: z.array(OrganisationMember), invitations: z.array(Invitation) }))
    .query(({ ctx, input }) => listMembers(ctx, input.id)),
  changeRole: signedIn
    .input(MemberOf.extend({ role: OrganisationRole }))
    .output(z.object({ personId: PersonId, role: OrganisationRole }))
    .mutation(({ ctx, input }) => changeMemberRole(ctx, input)),
  removeMember: signedIn
    .input(MemberOf)
    .output(z.object({ personId: PersonId }))
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
  invite: signedIn
    .input(z.object({ organisationId: OrganisationId, email: EmailAddress, role: OrganisationRole }))
    .output(Invitation)
    .mutation(({ ctx, input }) => inviteMember(ctx, input)),
  withdrawInvitation: signedIn
    .input(z.object({ organisationId: OrganisationId, invitationId: InvitationId }))
    .output(z.object({ id: InvitationId }))
    .mutation(({ ctx, input }) => withdrawInvitation(ctx, input)),
  myInvitations: signedIn.output(z.array(Invitation)).query(({ ctx }) => listMyInvitations(ctx)),
  answerInvitation: signedIn
    .input(z.object({ invitationId: InvitationId, accept: z.boolean() }))
    .output(Invitation)
    .mutation(({ ctx, input }) => answerInvitation(ctx, input)),
})
