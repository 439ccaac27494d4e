import { companyFollows, hiddenCompanies, hiddenJobs, jobNews, newsSettings, savedSearches } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, exportTable, type PersonStore } from '../core/person-data'

const HELD = [
  { table: savedSearches, personId: savedSearches.personId },
  { table: companyFollows, personId: companyFollows.personId },
  { table: hiddenJobs, personId: hiddenJobs.personId },
  { table: hiddenCompanies, personId: hiddenCompanies.personId },
  { table: jobNews, personId: jobNews.personId },
  { table: newsSettings, personId: newsSettings.personId },
]

/** Saved searches, followed companies, what is hidden, and the new jobs that were told. */
export const searchesOfPerson: PersonStore = {
  store: 'searches',
  tables: ['saved_searches', 'company_follows', 'hidden_jobs', 'hidden_companies', 'job_news', 'news_settings'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield* exportTable(ctx.db, personId, {
    table: savedSearches,
    personId: savedSearches.personId,
    id: savedSearches.id,
    file: 'searches/saved-searches.json',
    about: 'Searches that you keep.',
    secrets: ['asked', 'query', 'keys', 'payCurrency', 'payMinCents'],
  })
  yield* exportTable(ctx.db, personId, {
    table: companyFollows,
    personId: companyFollows.personId,
    id: companyFollows.companyId,
    file: 'searches/followed-companies.json',
    about: 'Companies whose new jobs you hear of.',
  })
  yield* exportTable(ctx.db, personId, {
    table: hiddenJobs,
    personId: hiddenJobs.personId,
    id: hiddenJobs.clusterId,
    file: 'searches/hidden-jobs.json',
    about: 'Jobs that you do not want to see.',
  })
  yield* exportTable(ctx.db, personId, {
    table: hiddenCompanies,
    personId: hiddenCompanies.personId,
    id: hiddenCompanies.companyId,
    file: 'searches/hidden-companies.json',
    about: 'Companies that you do not want to see.',
  })
  yield* exportTable(ctx.db, personId, {
    table: jobNews,
    personId: jobNews.personId,
    id: jobNews.clusterId,
    file: 'searches/new-jobs.json',
    about: 'New jobs that found you, with why.',
  })
  yield* exportTable(ctx.db, personId, {
    table: newsSettings,
    personId: newsSettings.personId,
    id: newsSettings.personId,
    file: 'searches/settings.json',
    about: 'How well a new job must fit for you to hear of it.',
  })
}
