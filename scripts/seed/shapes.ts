import { z } from 'zod'
import { EmploymentType, PayPeriod, Remote, Seniority } from '../../contract/jobs'
import { IsoInstant, WebUrl } from '../../contract/wire'

const exampleDomain = z.string().regex(/^[a-z0-9-]+\.example$/)
const exampleUrl = WebUrl.refine(
  (url) => new URL(url).hostname.endsWith('.example'),
  'Made-up organisations live on the reserved domain .example.',
)

/** An advert of an organisation that does not exist, as `postings.json` holds it. */
export const SeedPosting = z.strictObject({
  title: z.string().min(2).max(200),
  company: z.string().min(2),
  companyDomain: exampleDomain,
  places: z.array(z.string().min(2)),
  remote: Remote,
  remoteRegions: z.array(z.string().regex(/^([A-Z]{2}|EUROPE|AMERICAS|WORLDWIDE)$/)),
  /** In whole units of `currency`, as the advert names it; hourly pay has a fraction. */
  salary: z.strictObject({
    min: z.number().positive(),
    max: z.number().positive(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    period: PayPeriod,
  }),
  employmentType: EmploymentType,
  seniority: Seniority.nullable(),
  skills: z.array(z.string().min(1)).min(1),
  /** Markdown with second-level headings. */
  description: z.string(),
  applyUrl: exampleUrl,
  postedDaysAgo: z.int().min(0),
  validDays: z.int().min(1),
})
export type SeedPosting = z.infer<typeof SeedPosting>
export const SeedPostings = z.array(SeedPosting)

/** A real vacancy as facts. Its text is read at `url`. */
export const SeedOpening = z.strictObject({
  title: z.string().min(4).max(110),
  company: z.string().min(2),
  /** As the employer writes it; may name several places or say that the work is remote. */
  place: z.string().min(2).max(90),
  url: WebUrl,
  /** When the employer last changed it, as its board said. */
  updatedAt: IsoInstant,
  /** The board that `url` leads to: `greenhouse`, `lever` …, or `company-site`. */
  source: z.string().regex(/^[a-z-]+$/),
})
export type SeedOpening = z.infer<typeof SeedOpening>
export const SeedOpenings = z.strictObject({ openings: z.array(SeedOpening) })

/** A Facebook Page that stands as connected in the demo world. */
export const SeedPage = z.strictObject({
  /** Facebook's own id of the Page: digits. */
  externalId: z.string().regex(/^1000000\d{8}$/),
  name: z.string().min(2).max(200),
  about: z.string(),
  /** Takes posts that name no Page. Exactly one Page does. */
  isDefault: z.boolean(),
})
export type SeedPage = z.infer<typeof SeedPage>
export const SeedPages = z.strictObject({ pages: z.array(SeedPage) })
