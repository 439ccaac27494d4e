import { z } from 'zod'
import { JobCard, JobFilters } from './jobs'
import { CompanyId, Cursor, IsoInstant, JobId, pageOf, SavedSearchId } from './wire'

/** How many searches one person may keep. */
export const SAVED_SEARCHES_MAX = 50
/** How many companies one person may follow. */
export const FOLLOWS_MAX = 500
/** How many jobs, and how many companies, one person may hide. */
export const HIDDEN_MAX = 2_000

export const SearchName = z.string().trim().min(1, 'Give the search a name.').max(120)

/** A search that is kept: what is new and fits it is told to its person. */
export const SavedSearch = z.object({
  id: SavedSearchId,
  name: z.string(),
  /** As it is searched with: words that name a filter are that filter, and misspelt words are corrected. */
  filters: JobFilters,
  /** A paused one finds nothing until it goes on. */
  isPaused: z.boolean(),
  createdAt: IsoInstant,
  updatedAt: IsoInstant,
  version: z.int(),
})
export type SavedSearch = z.infer<typeof SavedSearch>
export const SavedSearchList = z.object({ data: z.array(SavedSearch) })
export type SavedSearchList = z.infer<typeof SavedSearchList>

/** Without a name the search is named by what it asks. */
export const SaveSearch = z.strictObject({ filters: JobFilters, name: SearchName.optional() })
export type SaveSearch = z.infer<typeof SaveSearch>
export const SavedSearchAnswer = z.object({
  search: SavedSearch,
  /** `false`: the same search was kept before, and stays as it was. */
  isNew: z.boolean(),
})
export type SavedSearchAnswer = z.infer<typeof SavedSearchAnswer>
export const UpdateSearch = z
  .strictObject({ searchId: SavedSearchId, name: SearchName.optional(), isPaused: z.boolean().optional() })
  .refine(({ name, isPaused }) => name !== undefined || isPaused !== undefined, 'Name what changes: `name` or `isPaused`.')
export type UpdateSearch = z.infer<typeof UpdateSearch>

/** Why a job is told to somebody: each way that led to it. */
export const NewsReason = z.discriminatedUnion('kind', [
  /** A search of theirs finds it; its name as it was then. */
  z.object({ kind: z.literal('search'), searchId: SavedSearchId, name: z.string().max(120) }),
  /** They follow its company. */
  z.object({ kind: z.literal('company'), companyId: CompanyId, name: z.string().max(300) }),
  /** It fits their résumé and wishes by so many thousandths, which is as much as they asked for. */
  z.object({
    kind: z.literal('match'),
    permille: z.int().min(0).max(1_000),
    /** Of how much of what counts, in thousandths. */
    knownPermille: z.int().min(0).max(1_000).optional(),
  }),
])
export type NewsReason = z.infer<typeof NewsReason>

/** One new job with why it is shown. */
export const JobNews = z.object({
  job: JobCard,
  /** Never empty. */
  reasons: z.array(NewsReason),
  /** When it found the person. */
  at: IsoInstant,
  /** `null` until it was in the list before them. */
  seenAt: IsoInstant.nullable(),
})
export type JobNews = z.infer<typeof JobNews>
export const NewsList = z.strictObject({
  /** Only what came by this search. */
  searchId: SavedSearchId.optional(),
  unseenOnly: z.boolean().default(false),
  limit: z.int().min(1).max(100).default(30),
  cursor: Cursor.optional(),
})
export type NewsList = z.infer<typeof NewsList>
export const NewsPage = pageOf(JobNews).extend({ unseen: z.int() })
export type NewsPage = z.infer<typeof NewsPage>

/** How well a new job must fit to be told: thousandths of a full match, or `null` for never because of a match. */
export const NewsSettings = z.object({ matchPermilleMin: z.int().min(400).max(1_000).nullable() })
export type NewsSettings = z.infer<typeof NewsSettings>

export const FollowedCompany = z.object({
  id: CompanyId,
  slug: z.string(),
  name: z.string(),
  openJobs: z.int(),
  followedAt: IsoInstant,
})
export type FollowedCompany = z.infer<typeof FollowedCompany>
export const FollowedCompanies = z.object({ data: z.array(FollowedCompany) })
export type FollowedCompanies = z.infer<typeof FollowedCompanies>
export const OfCompany = z.strictObject({ slug: z.string().trim().min(1).max(120) })
export type OfCompany = z.infer<typeof OfCompany>

/** What a person hid, the newest first. */
export const Hidden = z.object({
  jobs: z.array(
    z.object({ jobId: JobId, title: z.string(), companyName: z.string().nullable(), isOpen: z.boolean(), hiddenAt: IsoInstant }),
  ),
  companies: z.array(z.object({ slug: z.string(), name: z.string(), hiddenAt: IsoInstant })),
})
export type Hidden = z.infer<typeof Hidden>
/** The same for marking cards: every sighting of a hidden vacancy that lists may show, and companies by the word of their address. */
export const HiddenMarks = z.object({ jobIds: z.array(JobId), companySlugs: z.array(z.string()) })
export type HiddenMarks = z.infer<typeof HiddenMarks>

/** Where a person stands to one job and its company, for the buttons beside it. */
export const JobStanding = z.object({ isJobHidden: z.boolean(), isCompanyHidden: z.boolean(), isFollowed: z.boolean() })
export type JobStanding = z.infer<typeof JobStanding>
export const CompanyStanding = JobStanding.omit({ isJobHidden: true })
export type CompanyStanding = z.infer<typeof CompanyStanding>
