import { eq } from 'drizzle-orm'
import { jobReports } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/** Takes an operator's name from what they answered to reports; the answers stay. Again changes nothing. */
export async function forgetAnswerer({ db }: Ctx, { name, pseudonym }: { name: string; pseudonym: string }): Promise<void> {
  await db.update(jobReports).set({ answeredBy: pseudonym }).where(eq(jobReports.answeredBy, name))
}
