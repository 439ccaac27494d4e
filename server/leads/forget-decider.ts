import { eq, sql } from 'drizzle-orm'
import { leadLabels, leads } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/** Takes an operator's name from what they decided on leads; the decisions stay. Again changes nothing. */
export async function forgetDecider({ db }: Ctx, { name, pseudonym }: { name: string; pseudonym: string }): Promise<void> {
  await db.update(leads).set({ decidedBy: pseudonym }).where(eq(leads.decidedBy, name))
  await db
    .update(leads)
    .set({ beforeDecision: sql`jsonb_set(${leads.beforeDecision}, '{decidedBy}', to_jsonb(${pseudonym}::text))` })
    .where(sql`${leads.beforeDecision}->>'decidedBy' = ${name}`)
  await db.update(leadLabels).set({ decidedBy: pseudonym }).where(eq(leadLabels.decidedBy, name))
}
