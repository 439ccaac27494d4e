import type { LeftOut, MergeField, TalkPreview } from '../../contract/conversations'
import type { Db } from '../../db/client'
import type { Ctx } from '../core/ctx'
import type { CandidateFacts } from '../hiring/candidate-facts'
import { findMailboxes, type Mailbox } from '../notifications/find-mailboxes'
import { type FieldValues, fieldOf, fillFields } from './core/merge-fields'

/** A text for one candidate, filled as far as it can be. */
export interface FilledTalk {
  facts: CandidateFacts
  mailbox: Mailbox | null
  subject: string
  text: string
  missing: MergeField[]
  leftOut: LeftOut | null
}

/**
 * One text for each of these candidates. `isForMany`: who withdrew is left out too, since nobody wants to be one of many any more.
 * @param senderName `null` where nobody has taken it over yet: then that field stays a field and does not count as missing
 */
export async function fillTalks(
  ctx: Ctx,
  db: Db,
  facts: readonly CandidateFacts[],
  raw: { subject: string; text: string; senderName: string | null; isForMany: boolean },
): Promise<FilledTalk[]> {
  const mailboxes = await findMailboxes(
    ctx,
    db,
    facts.map(({ row, email }) => ({ key: row.id, personId: row.personId, email })),
  )
  return facts.map((each) => {
    const values = valuesOf(each, raw.senderName)
    // The candidate's link is nobody else's: only the mail itself and their own page fill it.
    const hasLink = each.row.personId !== null || each.row.sealedStatusToken !== null
    const kept = [...(hasLink ? (['status.link'] as const) : []), ...(raw.senderName === null ? (['sender.name'] as const) : [])]
    const [subject, text] = [fillFields(raw.subject, values, kept), fillFields(raw.text, values, kept)]
    const missing = [...new Set([...subject.missing, ...text.missing])]
    const mailbox = mailboxes.get(each.row.id) ?? null
    const leftOut =
      mailbox === null
        ? 'no-address'
        : (mailbox.stopped ??
          (raw.isForMany && each.row.dispositionKind === 'withdrawn' ? 'withdrew' : missing.length > 0 ? 'missing-field' : null))
    return { facts: each, mailbox, subject: subject.text, text: text.text, missing, leftOut }
  })
}

/** A filled text as it may be looked at by the team. */
export function showFilled({ facts, subject, text, missing, leftOut }: FilledTalk): TalkPreview {
  return { applicationId: facts.row.id, name: facts.name || facts.label, subject, text, missing, leftOut }
}

/** The candidate's own link in place of its field, in a text that has no other field left. */
export const withLink = (text: string, link: string | null) => (link === null ? text : text.replaceAll(fieldOf('status.link'), link))

function valuesOf({ name, title, organisationName }: CandidateFacts, senderName: string | null): FieldValues {
  return {
    'candidate.name': name,
    'candidate.first_name': name.trim().split(/\s+/)[0] ?? null,
    'posting.title': title,
    'organisation.name': organisationName,
    'sender.name': senderName,
    'status.link': null,
  }
}
