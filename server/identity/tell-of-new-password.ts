import { eq } from 'drizzle-orm'
import { people } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { queueMail } from '../notifications/queue-mail'

/** Mails a person that their password was changed, with the way to act if it was not them. */
export async function tellOfNewPassword(ctx: Ctx, personId: string): Promise<void> {
  const [person] = await ctx.db.select({ email: people.email, timeZone: people.timeZone }).from(people).where(eq(people.id, personId))
  if (!person) return
  await queueMail(ctx, ctx.db, {
    template: 'password-changed',
    to: person.email,
    personId,
    data: { at: ctx.now().toISOString(), timeZone: person.timeZone, link: `${ctx.origin}/reset-password` },
  })
}
