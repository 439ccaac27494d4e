import { Form } from '@remix-run/react'
import { ORGANISATION_ROLES, type OrganisationMember } from '../../contract/identity'
import { Badge } from '../ui/badge'
import { Button, buttonClass } from '../ui/button'
import { closeDialog, Dialog, DialogLink } from '../ui/dialog'
import { Select } from '../ui/field'
import { ROLE_WORDS } from './role-words'

type MemberListProps = { members: OrganisationMember[]; meId: string; mayManage: boolean; organisationName: string }

/** Who belongs to the organisation, and as what. */
export function MemberList({ members, meId, mayManage, organisationName }: MemberListProps) {
  return (
    <section aria-labelledby="members-title">
      <h2 id="members-title" className="mb-3 text-lg font-semibold">
        Members
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {members.map((member) => {
          const isMe = member.personId === meId
          return (
            <li key={member.personId} className="flex flex-wrap items-center gap-3 px-4 py-3 text-sm" data-member={member.email}>
              <div className="mr-auto min-w-0">
                <p className="font-medium break-words">
                  {member.name} {isMe ? <Badge>You</Badge> : null}
                </p>
                <p className="text-xs break-all text-ink-3">{member.email}</p>
              </div>
              {mayManage ? <RoleForm member={member} /> : <Badge>{ROLE_WORDS[member.role].name}</Badge>}
              {isMe || mayManage ? <Removal member={member} isMe={isMe} organisationName={organisationName} /> : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function RoleForm({ member }: { member: OrganisationMember }) {
  return (
    // Keyed by the role: after a refusal the list shows what still holds.
    <Form method="post" className="flex items-center gap-2" key={member.role}>
      <input type="hidden" name="personId" value={member.personId} />
      <Select name="role" defaultValue={member.role} aria-label={`Role of ${member.name}`} className="h-9 w-auto text-sm">
        {ORGANISATION_ROLES.map((role) => (
          <option key={role} value={role}>
            {ROLE_WORDS[role].name}
          </option>
        ))}
      </Select>
      <Button type="submit" name="intent" value="role" size="sm" aria-label={`Change the role of ${member.name}`}>
        Change
      </Button>
    </Form>
  )
}

function Removal({ member, isMe, organisationName }: { member: OrganisationMember; isMe: boolean; organisationName: string }) {
  const dialogId = `remove-${member.personId}`
  return (
    <>
      <DialogLink
        dialogId={dialogId}
        className={buttonClass({ size: 'sm', tone: 'quiet' })}
        aria-label={isMe ? `Leave ${organisationName}` : `Remove ${member.name}`}
      >
        {isMe ? 'Leave…' : 'Remove…'}
      </DialogLink>
      <Dialog id={dialogId} title={isMe ? `Leave ${organisationName}?` : `Remove ${member.name}?`}>
        <Form method="post" onSubmit={() => closeDialog(dialogId)}>
          <input type="hidden" name="personId" value={member.personId} />
          <p className="text-base text-ink-2">
            {isMe
              ? 'You no longer see what belongs to it. To come back, you need an invitation.'
              : 'They no longer see what belongs to the organisation. What they did stays, under their name.'}
          </p>
          <div className="mt-5 flex justify-end">
            <Button type="submit" name="intent" value={isMe ? 'leave' : 'remove'} tone="danger">
              {isMe ? 'Leave' : 'Remove'}
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  )
}
