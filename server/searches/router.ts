import { z } from 'zod'
import {
  CompanyStanding,
  FollowedCompanies,
  Hidden,
  HiddenMarks,
  JobStanding,
  NewsList,
  NewsPage,
  NewsSettings,
  OfCompany,
  SavedSearch,
  SavedSearchAnswer,
  SavedSearchList,
  SaveSearch,
  UpdateSearch,
} from '../../contract/searches'
import { JobId, SavedSearchId } from '../../contract/wire'
import { router, scoped } from '../core/trpc'
import { followCompany, listFollowed, unfollowCompany } from './follows'
import {
  getCompanyStanding,
  getStanding,
  hideCompany,
  hideJob,
  listHidden,
  listHiddenMarks,
  showCompanyAgain,
  showJobAgain,
} from './hidden'
import { listNews, markNewsSeen } from './list-news'
import { getNewsSettings, setNewsSettings } from './news-settings'
import { listSavedSearches, removeSearch, saveSearch, updateSearch } from './saved-searches'

const reads = scoped('searches:read')
const writes = scoped('searches:write')
const OfSearch = z.strictObject({ searchId: SavedSearchId })
const OfJob = z.strictObject({ jobId: JobId })

export const savedSearchesRouter = router({
  list: reads.output(SavedSearchList).query(({ ctx }) => listSavedSearches(ctx)),
  save: writes
    .input(SaveSearch)
    .output(SavedSearchAnswer)
    .mutation(({ ctx, input }) => saveSearch(ctx, input)),
  update: writes
    .input(UpdateSearch)
    .output(SavedSearch)
    .mutation(({ ctx, input }) => updateSearch(ctx, input)),
  remove: writes
    .input(OfSearch)
    .output(OfSearch)
    .mutation(({ ctx, input }) => removeSearch(ctx, input.searchId)),
})

export const followingRouter = router({
  companies: reads.output(FollowedCompanies).query(({ ctx }) => listFollowed(ctx)),
  follow: writes
    .input(OfCompany)
    .output(OfCompany)
    .mutation(({ ctx, input }) => followCompany(ctx, input)),
  unfollow: writes
    .input(OfCompany)
    .output(OfCompany)
    .mutation(({ ctx, input }) => unfollowCompany(ctx, input)),
  standing: reads
    .input(OfCompany)
    .output(CompanyStanding)
    .query(({ ctx, input }) => getCompanyStanding(ctx, input)),
  news: reads
    .input(NewsList)
    .output(NewsPage)
    .query(({ ctx, input }) => listNews(ctx, input)),
  markSeen: writes.output(z.object({ unseen: z.int() })).mutation(({ ctx }) => markNewsSeen(ctx)),
  settings: reads.output(NewsSettings).query(({ ctx }) => getNewsSettings(ctx)),
  setSettings: writes
    .input(NewsSettings)
    .output(NewsSettings)
    .mutation(({ ctx, input }) => setNewsSettings(ctx, input)),
})

export const hiddenRouter = router({
  list: reads.output(Hidden).query(({ ctx }) => listHidden(ctx)),
  marks: reads.output(HiddenMarks).query(({ ctx }) => listHiddenMarks(ctx)),
  standing: reads
    .input(OfJob)
    .output(JobStanding)
    .query(({ ctx, input }) => getStanding(ctx, input.jobId)),
  hideJob: writes
    .input(OfJob)
    .output(OfJob)
    .mutation(({ ctx, input }) => hideJob(ctx, input.jobId)),
  showJob: writes
    .input(OfJob)
    .output(OfJob)
    .mutation(({ ctx, input }) => showJobAgain(ctx, input.jobId)),
  hideCompany: writes
    .input(OfCompany)
    .output(OfCompany)
    .mutation(({ ctx, input }) => hideCompany(ctx, input)),
  showCompany: writes
    .input(OfCompany)
    .output(OfCompany)
    .mutation(({ ctx, input }) => showCompanyAgain(ctx, input)),
})
