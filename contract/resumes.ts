import { z } from 'zod'
import { ApplicationId, IsoInstant, ResumeFileId, ResumeId, ResumeLinkId, ResumeVersionId, WebUrl } from './wire'

const Line = z.string().trim().max(300)
const Paragraph = z.string().trim().max(6_000)
const Highlights = z.array(z.string().trim().max(2_000)).max(60)
const Words = z.array(z.string().trim().max(120)).max(120)

/** A date as exactly as it is known: `2019`, `2019-04` or `2019-04-30`. */
export const ResumeDate = z
  .string()
  .regex(
    /^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
    'Give a year, a month or a day: 2019, 2019-04 or 2019-04-30.',
  )
/** An address with its scheme, as JSON Resume asks. */
const Url = WebUrl

const Location = z.object({
  address: Line.optional(),
  postalCode: z.string().trim().max(30).optional(),
  city: Line.optional(),
  /** ISO 3166-1 alpha-2. */
  countryCode: z.string().trim().max(2).optional(),
  region: Line.optional(),
})

export const ResumeProfile = z.object({ network: Line.optional(), username: Line.optional(), url: Url.optional() })

export const ResumeBasics = z.object({
  name: Line.optional(),
  /** The line under the name: what the person is. */
  label: Line.optional(),
  image: Url.optional(),
  email: z.string().trim().max(254).optional(),
  phone: z.string().trim().max(60).optional(),
  url: Url.optional(),
  summary: Paragraph.optional(),
  location: Location.optional(),
  profiles: z.array(ResumeProfile).max(20).optional(),
})

export const ResumeWork = z.object({
  name: Line.optional(),
  position: Line.optional(),
  location: Line.optional(),
  description: Line.optional(),
  url: Url.optional(),
  startDate: ResumeDate.optional(),
  /** Absent while it goes on. */
  endDate: ResumeDate.optional(),
  summary: Paragraph.optional(),
  highlights: Highlights.optional(),
})

export const ResumeVolunteer = z.object({
  organization: Line.optional(),
  position: Line.optional(),
  url: Url.optional(),
  startDate: ResumeDate.optional(),
  endDate: ResumeDate.optional(),
  summary: Paragraph.optional(),
  highlights: Highlights.optional(),
})

export const ResumeEducation = z.object({
  institution: Line.optional(),
  url: Url.optional(),
  /** What was studied: `Computer Science`. */
  area: Line.optional(),
  /** The degree as it is written: `Bachelor of Science`. */
  studyType: Line.optional(),
  startDate: ResumeDate.optional(),
  endDate: ResumeDate.optional(),
  score: Line.optional(),
  courses: Highlights.optional(),
})

export const ResumeAward = z.object({
  title: Line.optional(),
  date: ResumeDate.optional(),
  awarder: Line.optional(),
  summary: Paragraph.optional(),
})
export const ResumeCertificate = z.object({
  name: Line.optional(),
  date: ResumeDate.optional(),
  url: Url.optional(),
  issuer: Line.optional(),
})
export const ResumePublication = z.object({
  name: Line.optional(),
  publisher: Line.optional(),
  releaseDate: ResumeDate.optional(),
  url: Url.optional(),
  summary: Paragraph.optional(),
})
/** One skill, or a group of them: `{ name: 'Databases', keywords: ['PostgreSQL', 'Redis'] }`. */
export const ResumeSkill = z.object({ name: Line.optional(), level: Line.optional(), keywords: Words.optional() })
export const ResumeLanguage = z.object({ language: Line.optional(), fluency: Line.optional() })
export const ResumeInterest = z.object({ name: Line.optional(), keywords: Words.optional() })
export const ResumeReference = z.object({ name: Line.optional(), reference: Paragraph.optional() })
export const ResumeProject = z.object({
  name: Line.optional(),
  description: Paragraph.optional(),
  highlights: Highlights.optional(),
  keywords: Words.optional(),
  startDate: ResumeDate.optional(),
  endDate: ResumeDate.optional(),
  url: Url.optional(),
  roles: Words.optional(),
  entity: Line.optional(),
  type: Line.optional(),
})
const Meta = z.object({ canonical: Url.optional(), version: z.string().max(60).optional(), lastModified: z.string().max(40).optional() })

/** JSON Resume 1.0 (https://jsonresume.org/schema), bounded. Fields that it does not name are dropped; every field may be absent. */
export const JsonResume = z.object({
  basics: ResumeBasics.optional(),
  work: z.array(ResumeWork).max(60).optional(),
  volunteer: z.array(ResumeVolunteer).max(40).optional(),
  education: z.array(ResumeEducation).max(40).optional(),
  awards: z.array(ResumeAward).max(60).optional(),
  certificates: z.array(ResumeCertificate).max(80).optional(),
  publications: z.array(ResumePublication).max(100).optional(),
  skills: z.array(ResumeSkill).max(200).optional(),
  languages: z.array(ResumeLanguage).max(40).optional(),
  interests: z.array(ResumeInterest).max(60).optional(),
  references: z.array(ResumeReference).max(20).optional(),
  projects: z.array(ResumeProject).max(80).optional(),
  meta: Meta.optional(),
})
export type JsonResume = z.infer<typeof JsonResume>

export const RESUME_FILE_BYTES_MAX = 10 * 1024 * 1024
export const RESUME_PAGES_MAX = 30
export const RESUME_TEXT_CHARS_MAX = 200_000

/** Why a file cannot be read, and what its owner can do. The reason is stable; the sentence is for the page. */
export const RESUME_FAILURES = {
  'resume.too-large': 'This file is over 10 MB. Save it with smaller pictures, or export it as a PDF anew.',
  'resume.empty': 'There is no text in this file. Check that it is the right one.',
  'resume.not-supported':
    'This is no PDF, no Word document (.docx) and no copy of your data from LinkedIn (.zip). Save it as one of these and upload that.',
  'resume.old-word': 'This is an old Word document (.doc). Open it, save it as .docx or PDF, and upload that.',
  'resume.has-macros': 'This document carries macros, which we do not open. Save it as a plain .docx or PDF and upload that.',
  'resume.encrypted': 'This file is protected with a password. Save a copy without one and upload that.',
  'resume.scanned': 'This file holds pictures of pages, not text. Export it as a PDF from the program you wrote it in.',
  'resume.damaged': 'This file is damaged or incomplete. Export it anew and upload that.',
  'resume.too-many-pages': 'This file has more than 30 pages. Upload the résumé alone, without attachments.',
  'resume.too-much-inside': 'This file unpacks to far more than a résumé holds, so it was not opened. Export it as a PDF and upload that.',
  'resume.too-slow': 'This file takes too long to read. Export it as a plain PDF and upload that.',
} as const
export type ResumeFailure = keyof typeof RESUME_FAILURES
export const ResumeFailure = z.enum(Object.keys(RESUME_FAILURES) as [ResumeFailure, ...ResumeFailure[]])

/** What its owner should know about a file that was read. */
export const RESUME_WARNINGS = {
  'hidden-text': 'This file holds text that people cannot see (too pale, too small, or off the page). It was left out.',
  'text-under-picture': 'The pages are pictures with invisible text behind them. Check every line: that text may differ from the picture.',
  'pages-without-text': 'Some pages are pictures without text. What stands there was not read.',
  truncated: 'This file is very long. Only its first 200,000 characters were read.',
  'no-sections': 'No headings were recognised, so little could be sorted. Fill in what is missing.',
} as const
export type ResumeWarning = keyof typeof RESUME_WARNINGS
export const ResumeWarning = z.enum(Object.keys(RESUME_WARNINGS) as [ResumeWarning, ...ResumeWarning[]])

/**
 * Where a value stands in the text. `path` leads into the résumé: `basics.name`, `work.0.highlights.2`.
 * `as`: the value is what is written there but for white space (`text`), a date written in another form (`date`),
 * or an address to which the scheme was added (`url`).
 */
export const Evidence = z.object({
  path: z.string().max(80),
  start: z.int().min(0),
  end: z.int().min(0),
  as: z.enum(['text', 'date', 'url']),
})
export type Evidence = z.infer<typeof Evidence>

export const RESUME_SECTIONS = [
  'basics',
  'summary',
  'work',
  'volunteer',
  'education',
  'awards',
  'certificates',
  'publications',
  'skills',
  'languages',
  'interests',
  'references',
  'projects',
  'other',
] as const
export const ResumeSection = z.enum(RESUME_SECTIONS)
export type ResumeSection = z.infer<typeof ResumeSection>

/** A part of the text: what it is about, how sure we are (0 to 1), and its heading as written, `null` without one. */
export const ReadSection = z.object({
  section: ResumeSection,
  heading: z.string().nullable(),
  start: z.int(),
  end: z.int(),
  confidenceRatio: z.number().min(0).max(1),
})
export type ReadSection = z.infer<typeof ReadSection>

/** A skill of the taxonomy that the text names: `skill` is the taxonomy's name, `written` the text's own word. */
export const SkillNamed = z.object({ skill: z.string(), written: z.string(), start: z.int(), end: z.int() })
export type SkillNamed = z.infer<typeof SkillNamed>

/** What was read from one text. Every value of `resume` has its evidence, by path; what the text does not say is absent. */
export const ResumeReading = z.object({
  resume: JsonResume,
  evidence: z.array(Evidence),
  sections: z.array(ReadSection),
  skillsNamed: z.array(SkillNamed),
  warnings: z.array(ResumeWarning),
})
export type ResumeReading = z.infer<typeof ResumeReading>

/** The kinds of work that a résumé is sorted into, as its own words suggest. */
export const RESUME_CATEGORIES = [
  'accountant',
  'advocate',
  'agriculture',
  'apparel',
  'arts',
  'automobile',
  'aviation',
  'banking',
  'bpo',
  'business-development',
  'chef',
  'construction',
  'consultant',
  'designer',
  'digital-media',
  'engineering',
  'finance',
  'fitness',
  'healthcare',
  'hr',
  'information-technology',
  'public-relations',
  'sales',
  'teacher',
] as const
export const ResumeCategory = z.enum(RESUME_CATEGORIES)
export type ResumeCategory = z.infer<typeof ResumeCategory>

/** `linkedin`: the ZIP that LinkedIn calls a copy of your data. */
export const ResumeFileKind = z.enum(['pdf', 'docx', 'linkedin'])
export type ResumeFileKind = z.infer<typeof ResumeFileKind>
export const ResumeFileState = z.enum(['waiting', 'reading', 'read', 'failed'])
export type ResumeFileState = z.infer<typeof ResumeFileState>

/** An uploaded file, without what is in it. `failure` is set when it could not be read; `RESUME_FAILURES` has the sentence. */
export const ResumeFile = z.object({
  id: ResumeFileId,
  /** The name its owner's machine gave it. */
  name: z.string(),
  kind: ResumeFileKind,
  byteSize: z.int(),
  state: ResumeFileState,
  /** While it is read: how far, 0 to 1. */
  progressRatio: z.number().min(0).max(1),
  failure: ResumeFailure.nullable(),
  version: z.int(),
  uploadedAt: IsoInstant,
  readAt: IsoInstant.nullable(),
})
export type ResumeFile = z.infer<typeof ResumeFile>
/** What a live event tells of a file. Its name stays sealed, since events are kept. */
export const ResumeFileLine = ResumeFile.omit({ name: true })
export type ResumeFileLine = z.infer<typeof ResumeFileLine>

/** A file and, once it is read, its text with the reading that points into it. */
export const ResumeFileRead = ResumeFile.extend({
  text: z.string().nullable(),
  pages: z.int().nullable(),
  reading: ResumeReading.nullable(),
})
export type ResumeFileRead = z.infer<typeof ResumeFileRead>

export const RESUMES_MAX = 30
/** A résumé as it is kept, in characters of JSON. */
export const RESUME_CHARS_MAX = 200_000

const ResumeName = z.string().trim().min(1, 'Give the résumé a name.').max(120)
const RevisionLabel = z.string().trim().min(1, 'Give the version a name.').max(80)

/** What made a revision: a reading that its owner confirmed, an edit, a JSON Resume brought in, an older revision put back. */
export const RevisionCause = z.enum(['started', 'confirmed', 'edited', 'imported', 'restored'])
export type RevisionCause = z.infer<typeof RevisionCause>

/** A résumé without what is in it: what a live event tells. */
export const ResumeLine = z.object({
  id: ResumeId,
  /** Grows with each revision. */
  version: z.int(),
  /** The newest revision, as an application names it. */
  versionId: ResumeVersionId,
  /** The uploaded file that it was read from; `null` for one that was written or imported here. */
  fileId: ResumeFileId.nullable(),
  createdAt: IsoInstant,
  updatedAt: IsoInstant,
})
export type ResumeLine = z.infer<typeof ResumeLine>
export const ResumeSummary = ResumeLine.extend({
  /** What its owner calls it. */
  name: z.string(),
  /** How many applications went out with a version of it. */
  applications: z.int(),
  /** How many public links to it are open. */
  openLinks: z.int(),
})
export type ResumeSummary = z.infer<typeof ResumeSummary>
/** A person's own résumé, as its newest revision has it. */
export const Resume = ResumeLine.extend({ name: z.string(), resume: JsonResume })
export type Resume = z.infer<typeof Resume>

/** One state that a résumé was in. Revisions are never changed; a label can be given to them. */
export const Revision = z.object({
  id: ResumeVersionId,
  version: z.int(),
  cause: RevisionCause,
  /** Which parts differ from the revision before. */
  sections: z.array(ResumeSection),
  label: z.string().nullable(),
  /** How many applications it went out with. */
  applications: z.int(),
  createdAt: IsoInstant,
})
export type Revision = z.infer<typeof Revision>
export const RevisionShown = Revision.extend({ resume: JsonResume })
export type RevisionShown = z.infer<typeof RevisionShown>

export const StartResume = z.object({ name: ResumeName, resume: JsonResume.default({}) })
export type StartResume = z.infer<typeof StartResume>
/** `resume`: what the person leaves of the reading, after accepting, changing and dropping values section by section. */
export const ConfirmReading = z.object({ fileId: ResumeFileId, name: ResumeName, resume: JsonResume })
export type ConfirmReading = z.infer<typeof ConfirmReading>
/** `version`: the revision that was edited. A newer one meanwhile is a conflict. */
export const SaveResume = z.object({ resumeId: ResumeId, version: z.int(), name: ResumeName.optional(), resume: JsonResume.optional() })
export type SaveResume = z.infer<typeof SaveResume>
export const OneResume = z.object({ resumeId: ResumeId })
export const OneRevision = z.object({ resumeId: ResumeId, version: z.int().min(1) })
export type OneRevision = z.infer<typeof OneRevision>
export const LabelRevision = OneRevision.extend({ label: RevisionLabel.nullable() })
export type LabelRevision = z.infer<typeof LabelRevision>
/** `json`: the text of a `resume.json`. */
export const ImportResume = z.object({ name: ResumeName, json: z.string().max(RESUME_CHARS_MAX, 'This file is over 200,000 characters.') })
export type ImportResume = z.infer<typeof ImportResume>

/** Which application a version went to. */
export const SentVersion = z.object({
  applicationId: ApplicationId,
  title: z.string(),
  companyName: z.string().nullable(),
  version: z.int(),
  label: z.string().nullable(),
})
export type SentVersion = z.infer<typeof SentVersion>
/** Without `version`, the newest. */
export const SendVersion = z.object({ resumeId: ResumeId, applicationId: ApplicationId, version: z.int().min(1).optional() })
export type SendVersion = z.infer<typeof SendVersion>

export const RESUME_LINK_DAYS = [7, 30, 90, 365] as const
/** A public address of a résumé. It always shows the newest revision. */
export const ResumeLink = z.object({
  id: ResumeLinkId,
  url: z.string(),
  /** Whether mail address, phone, street address and references are shown too. */
  showsContact: z.boolean(),
  /** How often it was opened by others than its owner. Who opened it is not kept. */
  views: z.int(),
  createdAt: IsoInstant,
  expiresAt: IsoInstant,
  revokedAt: IsoInstant.nullable(),
  isOpen: z.boolean(),
})
export type ResumeLink = z.infer<typeof ResumeLink>
export const MakeResumeLink = z.object({
  resumeId: ResumeId,
  days: z.int().min(1).max(365).default(30),
  showsContact: z.boolean().default(false),
})
export type MakeResumeLink = z.infer<typeof MakeResumeLink>
/** The secret part of a public address. Any text is taken, so that a broken address is as missing as one that never was. */
export const ResumeToken = z.string().max(200)
/** What a public link shows. */
export const PublicResume = z.object({
  resume: JsonResume,
  updatedAt: IsoInstant,
  /** Whether its owner looks at it, whose visits do not count. */
  isOwn: z.boolean(),
})
export type PublicResume = z.infer<typeof PublicResume>

export const ResumeFormat = z.enum(['json', 'pdf', 'docx'])
export type ResumeFormat = z.infer<typeof ResumeFormat>
