import { birthData } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, type PersonStore } from '../core/person-data'
import { readBirthData } from './birth-data'

const HELD = [{ table: birthData, personId: birthData.personId }]

export const birthDataOfPerson: PersonStore = {
  store: 'birth-data',
  tables: ['birth_data'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const held = await readBirthData(ctx, personId)
  const rows = held.updatedAt === null ? [] : [held]
  yield { file: 'birth-data/birth-data.json', about: 'Birth date and full birth name, if you gave them. They are in no other file.', rows }
}
