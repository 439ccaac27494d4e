import { dataExports } from '../../db/schema'
import { countAll, eraseFirst, exportTable, type PersonStore } from '../core/person-data'

const HELD = [{ table: dataExports, personId: dataExports.personId }]

/** Downloads that the person asked for. Their bytes go with the files. */
export const exportsOfPerson: PersonStore = {
  store: 'exports',
  tables: ['data_exports'],
  fileArea: 'exports',
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson: (ctx, personId) =>
    exportTable(ctx.db, personId, {
      table: dataExports,
      personId: dataExports.personId,
      id: dataExports.id,
      file: 'account/downloads.json',
      about: 'Downloads like this one, and when you asked for each.',
      secrets: ['attempt', 'pieces', 'areas', 'areasDone'],
    }),
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}
