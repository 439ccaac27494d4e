import { supportVisits } from '../../db/schema'
import { countAll, eraseFirst, exportTable, type PersonStore } from '../core/person-data'

const HELD = [{ table: supportVisits, personId: supportVisits.personId }]

/** Every time support looked at what the person sees. */
export const supportOfPerson: PersonStore = {
  store: 'support',
  tables: ['support_visits'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson: (ctx, personId) =>
    exportTable(ctx.db, personId, {
      table: supportVisits,
      personId: supportVisits.personId,
      id: supportVisits.id,
      file: 'account/support-visits.json',
      about: 'When an operator looked at what you see, and why. They could change nothing.',
      secrets: ['tokenHash', 'operatorKey'],
    }),
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}
