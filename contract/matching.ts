import { z } from 'zod'
import { EmploymentType, JobCard, Remote, Seniority } from './jobs'
import {
  ApplicationId,
  Cursor,
  IsoInstant,
  JobId,
  JobInvitationId,
  MatchReceiptId,
  OrganisationId,
  PersonId,
  PostingId,
  pageOf,
  ResumeId,
  ResumeVersionId,
} from './wire'

/** What a match is made of, each from its own facts. */
export const CRITERIA = ['skills', 'title', 'seniority', 'place', 'pay', 'languages', 'education', 'experience', 'goals'] as const
export const Criterion = z.enum(CRITERIA)
export type Criterion = z.infer<typeof Criterion>

/** What can count in the order of a list: the criteria, and numerology where the person chose it. */
export const WEIGHED = [...CRITERIA, 'numerology'] as const
export const Weighed = z.enum(WEIGHED)
export type Weighed = z.infer<typeof Weighed>

const Weight = z.int().min(0).max(100)
/** How much each part counts, 0 to 100. Only their ratio matters; what is not known of a job counts for nothing there. */
export const MatchWeights = z.object({
  skills: Weight,
  title: Weight,
  seniority: Weight,
  place: Weight,
  pay: Weight,
  languages: Weight,
  education: Weight,
  experience: Weight,
  goals: Weight,
  numerology: Weight,
})
export type MatchWeights = z.infer<typeof MatchWeights>

/** Chosen on the half of the graded set that may be tuned on (`eval/matching/README.md`). Numerology never counts unless its person says so. */
export const DEFAULT_WEIGHTS: MatchWeights = {
  skills: 80,
  title: 60,
  seniority: 15,
  place: 10,
  pay: 10,
  languages: 15,
  education: 10,
  experience: 15,
  goals: 20,
  numerology: 0,
}

/** Thousandths: 1,000 is a full match. A whole number, so that every machine holds the same. */
const Permille = z.int().min(0).max(1_000)
/** A piece of one line: of a résumé `work.0.highlights.2`, of wishes `wishes.titles.0`, of an advert `title`, `skills.1`, `text.14`. */
export const LineSpan = z.object({ line: z.string().max(80), start: z.int().min(0), end: z.int().min(0) })
export type LineSpan = z.infer<typeof LineSpan>

/** `same`: said on both sides. `near`: something close is there. `part`: some of it is there. `missing`: nothing of it was found. */
export const EvidenceKind = z.enum(['same', 'near', 'part', 'missing'])
/** One thing that an advert asks for or offers, with what of the person answers it. */
export const MatchEvidence = z.object({
  kind: EvidenceKind,
  /** What it is about, as the advert or the taxonomy has it: `PostgreSQL`. */
  name: z.string().max(300),
  /** What answers it where that is something else: `MySQL`. */
  by: z.string().max(300).nullable(),
  /** Where the advert says it; `null` where it only shows it, as a place or a currency. */
  asked: LineSpan.nullable(),
  /** Where the person says it; `null` when nothing does. */
  answered: LineSpan.nullable(),
  permille: Permille,
})
export type MatchEvidence = z.infer<typeof MatchEvidence>

/** Why a criterion has no value: the advert does not say, the person does not say, or what both say cannot be compared. */
export const UnknownWhy = z.enum(['advert-silent', 'person-silent', 'not-comparable'])
export type UnknownWhy = z.infer<typeof UnknownWhy>
export const CriterionMatch = z.object({
  criterion: Criterion,
  /** `null` when it is not known: then it counts for nothing, and the rest makes up the score. */
  permille: Permille.nullable(),
  unknown: UnknownWhy.nullable(),
  evidence: z.array(MatchEvidence).max(60),
})
export type CriterionMatch = z.infer<typeof CriterionMatch>

/** What the person will not go below. A limit never changes a score: what breaks one is listed apart. */
export const LIMITS = ['remote-region', 'permit', 'place', 'pay-floor', 'type'] as const
export const Limit = z.enum(LIMITS)
export type Limit = z.infer<typeof Limit>
export const LimitCheck = z.object({
  limit: Limit,
  /** `unknown`: the advert does not say. It is kept in the list, and marked. */
  state: z.enum(['kept', 'broken', 'unknown']),
  asked: LineSpan.nullable(),
  /** What the advert has against it, or in its favour: `Ireland`, `EUR 42000`. */
  found: z.string().max(300).nullable(),
})
export type LimitCheck = z.infer<typeof LimitCheck>

/** A fit as the matcher of one version works it out; weights come after. */
export const Match = z.object({ version: z.string(), criteria: z.array(CriterionMatch), limits: z.array(LimitCheck) })
export type Match = z.infer<typeof Match>

const Word = z.string().max(300)
const FactLine = z.object({ id: z.string().max(80), text: z.string().max(2_000) })
const FactSkill = z.object({ skill: Word, at: LineSpan })
/** `level`: 1 basic, 2 conversational, 3 fluent or native; `null` when only the language is named. */
const FactLanguage = z.object({ code: z.string().max(3), level: z.int().min(1).max(3).nullable(), at: LineSpan.nullable() })

/** What a person wants next. Everything may be left empty; nothing is guessed. */
export const MatchWishes = z.object({
  titles: z.array(z.string().trim().min(1).max(120)).max(10).default([]),
  /** `Lyon, France`, a city or a country alone. */
  places: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
  /** With `true`, an on-site or hybrid job elsewhere breaks a limit. */
  isPlaceLimit: z.boolean().default(false),
  /** ISO 3166 alpha-2: where the person lives, and so may work from. */
  livesIn: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Give a two-letter country code, such as DE.')
    .nullable()
    .default(null),
  /** Countries where no permit is needed, ISO 3166 alpha-2, or `EU`. Empty: not said. */
  permits: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(40)
    .default([]),
  remote: z.array(Remote).max(3).default([]),
  types: z.array(EmploymentType).max(6).default([]),
  /** With `true`, a job of another type breaks a limit. */
  isTypeLimit: z.boolean().default(false),
  seniority: z.array(Seniority).max(7).default([]),
  /** ISO 4217, of both amounts. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Give the currency by its three letters, such as EUR.')
    .nullable()
    .default(null),
  /** Yearly before tax, whole units. What pays less breaks a limit. */
  payFloor: z.int().min(0).max(100_000_000).nullable().default(null),
  /** Yearly before tax, whole units: what a full match pays. */
  payWanted: z.int().min(0).max(100_000_000).nullable().default(null),
})
export type MatchWishes = z.infer<typeof MatchWishes>

/** What the matcher knows of a person: what their résumé says and what they wish. No name, no birth date, no address, no photo, no school. */
export const SeekerFacts = z.object({
  lines: z.array(FactLine).max(600),
  skills: z.array(FactSkill).max(300),
  /** Newest first. `months` since they left it; 0 while they hold it. */
  titles: z.array(z.object({ text: Word, at: LineSpan, monthsAgo: z.int().min(0) })).max(40),
  seniority: z.object({ level: Seniority, at: LineSpan }).nullable(),
  languages: z.array(FactLanguage).max(40),
  /** 1 school, 2 vocational, 3 bachelor, 4 master, 5 doctorate. */
  education: z.object({ level: z.int().min(1).max(5), at: LineSpan }).nullable(),
  /** Months of work told with dates, overlaps counted once; at most 120, so that a long life counts as ten years. */
  experienceMonths: z.int().min(0).max(120).nullable(),
  experienceAt: LineSpan.nullable(),
  /** Lower-case, where they are and where they wish to be: `lyon, france`, `france`. */
  places: z.array(z.object({ place: Word, at: LineSpan })).max(60),
  wishes: MatchWishes,
  /** Lower-case names of the countries of `wishes.permits`. */
  permitNames: z.array(Word).max(80),
  /** `regionsOf(livesIn)`. */
  regions: z.array(z.string()).max(20),
})
export type SeekerFacts = z.infer<typeof SeekerFacts>

/** What the matcher knows of a job: its public facts and the lines of its advert. */
export const JobFacts = z.object({
  title: Word,
  /** Lines that ask for something; others of the advert are left out. */
  lines: z.array(FactLine.extend({ isMust: z.boolean() })).max(120),
  skills: z.array(FactSkill.extend({ isMust: z.boolean() })).max(120),
  seniority: Seniority.nullable(),
  /** Lower-case: `berlin, germany`. */
  places: z.array(Word).max(40),
  remote: Remote.nullable(),
  remoteRegions: z.array(Word).max(60),
  employmentType: EmploymentType.nullable(),
  payMinYearly: z.int().nullable(),
  payMaxYearly: z.int().nullable(),
  currency: z.string().nullable(),
  languages: z.array(FactLanguage).max(20),
  education: z.object({ level: z.int().min(1).max(5), orEquivalent: z.boolean(), at: LineSpan }).nullable(),
  experience: z.object({ months: z.int().min(1).max(360), at: LineSpan }).nullable(),
  /** Whether the employer helps with a permit, where the advert says so. */
  sponsors: z.object({ yes: z.boolean(), at: LineSpan }).nullable(),
})
export type JobFacts = z.infer<typeof JobFacts>

/** A skill that stands in for another, and how far: MySQL for PostgreSQL. */
export const SkillNear = z.object({ skill: Word, to: Word, permille: Permille })
export type SkillNear = z.infer<typeof SkillNear>
/** How alike two titles are, worked out beforehand from the vectors of one model. */
export const TitleNear = z.object({ from: Word, to: Word, permille: Permille })
export type TitleNear = z.infer<typeof TitleNear>

/** A line of a résumé that means nearly what a line of an advert asks, however it is worded; by the same vectors. */
export const LineNear = z.object({ asked: z.string().max(80), answered: z.string().max(80), permille: Permille })
export type LineNear = z.infer<typeof LineNear>

/** Everything that a match is worked out from. The same inputs give the same match on every machine, for as long as its version is kept. */
export const MatchInputs = z.object({
  seeker: SeekerFacts,
  job: JobFacts,
  /** Only pairs of these two sides. */
  skillsNear: z.array(SkillNear).max(400),
  titlesNear: z.array(TitleNear).max(200),
  /** At most one for each line of the advert. */
  linesNear: z.array(LineNear).max(120),
})
export type MatchInputs = z.infer<typeof MatchInputs>

/** A score as it stands in a list. */
export const MatchScore = z.object({
  permille: Permille.nullable(),
  /** Which share of what counts is known of this job and person, in thousandths. */
  knownPermille: Permille,
})
export type MatchScore = z.infer<typeof MatchScore>

/** One recommended job with its parts, so that a list can be ordered anew in the browser. */
export const RecommendedJob = z.object({
  card: JobCard,
  /** By criterion; `null` is unknown. `numerology` is there only for somebody who chose it. */
  parts: z.partialRecord(Weighed, Permille.nullable()),
  /** The two or three strongest reasons in words: `PostgreSQL`, `Backend Engineer`. */
  reasons: z.array(Word).max(4),
  missing: z.array(Word).max(4),
  /** Limits of the person that it breaks, or of which it says nothing. */
  broken: z.array(Limit),
  unsaid: z.array(Limit),
})
export type RecommendedJob = z.infer<typeof RecommendedJob>

export const Recommendations = z.object({
  /** `no-profile`: there is no confirmed résumé and no wish to go by yet. */
  state: z.enum(['ready', 'no-profile']),
  version: z.string(),
  weights: MatchWeights,
  wishes: MatchWishes,
  resumeId: ResumeId.nullable(),
  /** Whether numerology may count for this person: they opted in. */
  hasNumerology: z.boolean(),
  /** Best first by `weights`; jobs that break a limit are not among them. */
  jobs: z.array(RecommendedJob),
  /** The same, for what breaks a limit. */
  ruledOut: z.array(RecommendedJob),
})
export type Recommendations = z.infer<typeof Recommendations>
export const AskRecommendations = z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) })
export type AskRecommendations = z.infer<typeof AskRecommendations>

export const MatchSettings = z.object({ weights: MatchWeights, wishes: MatchWishes, resumeId: ResumeId.nullable(), version: z.int() })
export type MatchSettings = z.infer<typeof MatchSettings>
/** What is left out stays as it is. */
export const SetMatchSettings = z.strictObject({
  weights: MatchWeights.optional(),
  wishes: MatchWishes.optional(),
  /** Which résumé to go by; `null` for the one that was changed last. */
  resumeId: ResumeId.nullable().optional(),
})
export type SetMatchSettings = z.infer<typeof SetMatchSettings>

/** Which job to explain. */
export const ExplainJob = z.object({ jobId: JobId })

/** For whom a score was worked out: the person themselves, or an organisation that looked for candidates. */
export const ReceiptSide = z.enum(['seeker', 'organisation'])
/** A score as it was worked out, without its evidence. */
export const MatchReceiptLine = z.object({
  id: MatchReceiptId,
  jobId: JobId,
  side: ReceiptSide,
  version: z.string(),
  /** SHA-256 of the inputs in their canonical form. */
  inputsHash: z.string(),
  weights: MatchWeights,
  score: MatchScore,
  madeAt: IsoInstant,
})
export type MatchReceiptLine = z.infer<typeof MatchReceiptLine>
export const ReceiptList = z.object({ limit: z.coerce.number().int().min(1).max(100).default(30), cursor: Cursor.optional() })
export const ReceiptPage = pageOf(MatchReceiptLine)
export type ReceiptPage = z.infer<typeof ReceiptPage>

/** A receipt opened: the lines that its evidence points into, and whether working it out again gave the same. */
export const OpenedReceipt = MatchReceiptLine.extend({
  match: Match,
  /** Counted beside the criteria, for somebody who chose it; `null` otherwise. */
  numerologyPermille: Permille.nullable(),
  jobTitle: z.string(),
  companyName: z.string().nullable(),
  /** Lines of the advert that evidence points into, by id. */
  jobLines: z.record(z.string(), z.string()),
  /** Lines of the résumé that evidence points into, by id; empty for an organisation, which sees no line that was not shown to it. */
  resumeLines: z.record(z.string(), z.string()),
  resumeVersionId: ResumeVersionId.nullable(),
  /** `false` would be our mistake; `null` when the matcher of that version is gone. */
  isReproduced: z.boolean().nullable(),
})
export type OpenedReceipt = z.infer<typeof OpenedReceipt>
export const OneReceipt = z.object({ id: MatchReceiptId })

/** The words somebody agrees to before organisations can find them. Other words are another version. */
export const FINDABLE_TEXT = {
  version: 1,
  text: 'Let organisations find me for their jobs. They see my skills, job titles, certificates, languages, level and field of education, years of work up to ten, and the places and kinds of work I chose. They do not see my name, address, photo, age, schools, pay I hope for or readings before I answer them. I can end this at any time, and they find me no more from that moment.',
} as const
export const Findability = z.object({
  isFindable: z.boolean(),
  text: z.string(),
  textVersion: z.int(),
  /** Version of the words that were last agreed to or withdrawn from; `null` when nothing was ever said. */
  saidVersion: z.int().nullable(),
  saidAt: IsoInstant.nullable(),
})
export type Findability = z.infer<typeof Findability>
export const SetFindability = z.strictObject({ isFindable: z.boolean(), textVersion: z.int() })
export type SetFindability = z.infer<typeof SetFindability>

/** One criterion in words: what of the advert they answer, and what of it was not found. Both empty: nothing could be compared. */
const FoundReason = z.object({ criterion: Criterion, has: z.array(Word).max(12), missing: z.array(Word).max(12) })
export type FoundReason = z.infer<typeof FoundReason>

/** A person whom an organisation may find, without anything that names them. */
export const FoundCandidate = z.object({
  /** Names them to this organisation alone. */
  candidateRef: z.string(),
  receiptId: MatchReceiptId,
  score: MatchScore,
  parts: z.partialRecord(Criterion, Permille.nullable()),
  title: z.string().nullable(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  /** Only criteria of which something is known. */
  reasons: z.array(FoundReason),
  /** Since when they let themselves be found. */
  findableSince: IsoInstant,
  /** `applied`: by this posting's own form. */
  standing: z.enum(['new', 'invited', 'applied']),
})
export type FoundCandidate = z.infer<typeof FoundCandidate>
export const FoundCandidates = z.object({
  version: z.string(),
  /** How much numerology weighs among those who share it: 0 unless an owner switched it on (DESIGN §9.3). */
  numerologyPercent: z.int().min(0).max(20),
  data: z.array(FoundCandidate),
})
export type FoundCandidates = z.infer<typeof FoundCandidates>

/** `newest`: who let themselves be found last stands first. `fit`: best first; nobody gets that order without asking for it (DESIGN §9.4). */
export const CandidateOrder = z.enum(['newest', 'fit'])
export type CandidateOrder = z.infer<typeof CandidateOrder>
/** For which posting of an organisation candidates are looked for. */
export const AskCandidates = z.strictObject({
  postingId: PostingId,
  order: CandidateOrder.default('newest'),
  limit: z.int().min(1).max(50).default(20),
})
export type AskCandidates = z.infer<typeof AskCandidates>

/** An organisation invites so many people in any seven days, over all its postings. */
export const INVITATIONS_OF_ORGANISATION_MAX = 50
/** A person is invited so often in any seven days, by all organisations together. */
export const INVITATIONS_OF_PERSON_MAX = 5
/** Whom of a list to invite, by the receipt that stands beside them. */
export const InviteCandidate = z.strictObject({ postingId: PostingId, receiptId: MatchReceiptId })
export type InviteCandidate = z.infer<typeof InviteCandidate>
/** `declined`: they said no, and are not found for this posting any more. */
export const InvitationState = z.enum(['invited', 'applied', 'declined'])
export type InvitationState = z.infer<typeof InvitationState>
/** What became of one invitation, for the organisation. Who it was is said by their application, if they send one. */
export const SentInvitation = z.object({
  id: JobInvitationId,
  postingId: PostingId,
  /** What their work was called when they were invited. */
  title: z.string().nullable(),
  invitedAt: IsoInstant,
  state: InvitationState,
  /** The application that they sent. */
  applicationId: ApplicationId.nullable(),
})
export type SentInvitation = z.infer<typeof SentInvitation>
/** Newest first. */
export const SentInvitations = z.object({ data: z.array(SentInvitation) })
export type SentInvitations = z.infer<typeof SentInvitations>

/** An invitation as the invited person sees it: who asks, for what, and why them. */
export const JobInvitation = z.object({
  id: JobInvitationId,
  postingId: PostingId,
  jobId: JobId,
  jobTitle: z.string(),
  organisationId: OrganisationId,
  organisationName: z.string(),
  /** `null`: somebody who has left. */
  invitedBy: z.string().nullable(),
  /** What of the advert they answer, as the organisation saw it. */
  reasons: z.array(FoundReason),
  invitedAt: IsoInstant,
  /** `closed`: the posting takes no applications now. */
  state: z.enum(['open', 'applied', 'declined', 'closed']),
  applicationId: ApplicationId.nullable(),
})
export type JobInvitation = z.infer<typeof JobInvitation>
export const JobInvitations = z.object({
  /** Newest first. */
  data: z.array(JobInvitation),
  /** Organisations that may not invite the person any more. */
  refused: z.array(z.object({ organisationId: OrganisationId, organisationName: z.string(), since: IsoInstant })),
})
export type JobInvitations = z.infer<typeof JobInvitations>
/** `decline`: not this job. `refuse`: nor any other of this organisation. */
export const AnswerInvitation = z.strictObject({ invitationId: JobInvitationId, answer: z.enum(['decline', 'refuse']) })
export type AnswerInvitation = z.infer<typeof AnswerInvitation>

/** What a new job found: whom it fits, and how well. */
export const FoundPerson = z.object({ personId: PersonId, score: MatchScore })
export type FoundPerson = z.infer<typeof FoundPerson>
