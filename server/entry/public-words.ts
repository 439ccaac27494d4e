import type { z } from 'zod'
import type { Problem } from '../../contract/errors'
import type { Company, FacetValue, Job, JobCard, JobFacets, JobPage, JobReport, JobSearch, Salary } from '../../contract/jobs'
import type { Evidence, ExtractedJob, PastedPost, PostPreview, PostScore } from '../../contract/leads'
import type { EventsSince, Ticket } from '../../contract/live'
import type { AskMarket } from '../../contract/market'
import type { JsonResume } from '../../contract/resumes'
import type { ReadSkills, SkillReading } from '../../contract/skills'
import type { ReadTitle, TitleReading } from '../../contract/titles'

/** What each field means, for readers of the API's document. A field without words, or words without a field, does not compile. */
type WordsFor<T> = Record<keyof T, string>

export const SEARCH_WORDS: WordsFor<z.output<typeof JobSearch>> = {
  q: 'Words in title, company, skills and text. Small typing errors are forgiven; `correctedQuery` then says what was searched for. Words that name a filter (`remote`, `hybrid`, `part-time` …) are that filter; `queryReadings` says which.',
  place: 'A place of work: `Berlin`, `Germany` or `Berlin, Germany`. Repeat it for any of several.',
  remote: 'Where the work is done. Repeat it for any of several.',
  livesIn: 'Where the seeker lives, as a two-letter country code. Keeps remote jobs that may be done from there, and all others.',
  type: 'Kind of employment. Repeat it for any of several.',
  seniority: 'Level, as the title states it; `staff` stands for staff, principal and lead. Repeat it for any of several.',
  skill: 'A skill by its name, as `skills` of a job gives it. Repeat it for any of several.',
  source: 'Where the job was found: `facebook`, `hackernews`, `greenhouse` … Repeat it for any of several.',
  company: 'The slug of a company, as `companySlug` of a job gives it.',
  payMin:
    'Lowest yearly pay before tax, in whole units of `currency`, which is then needed. Jobs without pay in that currency are left out.',
  currency: 'Three-letter code of the currency of `payMin`.',
  maxAgeDays: 'Only jobs that we found within so many days.',
  sort: '`relevance` by where the words were found (without words it is `newest`), `newest` by when we found it, `pay` by the highest yearly pay; jobs that name no pay are then left out.',
  limit: 'Most jobs on one page.',
  cursor: 'Where the page starts: `next` of the page before, unchanged, with the same filters and order.',
}

const salary: WordsFor<Salary> = {
  minCents: 'Lowest pay a `period`, before tax, in hundredths of `currency`, also where it has no smaller coin.',
  maxCents: 'Highest pay a `period`, before tax, in hundredths of `currency`, also where it has no smaller coin.',
  currency: 'ISO 4217.',
  period: 'What the amounts are for.',
  yearlyMinCents: '`minCents` as a year: 2,080 hours, 260 days, 52 weeks or 12 months.',
  yearlyMaxCents: '`maxCents` as a year.',
  isEstimate: 'Period or currency were worked out from the size of the amount and the place.',
}

const jobCard: WordsFor<JobCard> = {
  id: '`job_` and 32 hexadecimal digits.',
  title: 'As the advert states it.',
  companyName: '`null` when the advert does not say who hires.',
  verifiedDomain: 'The domain that the employer proved to own, of jobs posted here; `null` without a proof.',
  companySlug: 'Name of the company in addresses, for `/companies/{slug}`.',
  places: 'Places of work, such as `Berlin, Germany`. Empty when the advert names none.',
  remote: '`null` when the advert does not say.',
  remoteRegions: 'Where a remote worker may live: ISO 3166 countries, or `EU`, `EUROPE`, `AMERICAS`, `WORLDWIDE`. Empty when not said.',
  salary: '`null` when the advert names no pay.',
  employmentType: '`null` when the advert does not say.',
  seniority: 'Read from the title; `null` when it does not say.',
  skills: 'Names of our taxonomy, the most telling first.',
  origin: 'Read from a post, synced from a board, or posted here.',
  source: 'Word for where it was found.',
  seenOn: 'On how many sites the same vacancy was seen, this one included.',
  foundAt: 'When we first saw it.',
  postedAt: 'When the source says it was written.',
  checkedAt: 'When we last saw it at its original link; `null` when we never looked, or could not tell.',
  status: '`closed` when it was taken down, has ended or is filled.',
  version: 'Grows with every change. A lower version than the one you have is old news.',
}

const job: WordsFor<Job> = {
  ...jobCard,
  companyId: '`com_` and 32 hexadecimal digits.',
  clusterId: 'The same vacancy on other sites carries the same one.',
  description: 'Markdown. `null` for a job whose text is read at its source.',
  excerpt: 'At most 300 characters of the post that was read.',
  sourceUrl: 'The original.',
  applyUrl: 'Where to apply, when the advert says so.',
  contact: 'Only when the advert itself offers it and a person has approved it.',
  language: 'ISO 639-1.',
  validThrough: 'Until when the advert says that it holds.',
  linkState:
    'What the original link was when we last looked: `works`; `leads-elsewhere`, to the front page of its site, so the job is probably gone; `unclear`; or `unchecked`.',
  closedAt: 'When it closed.',
  closedBecause: 'Why it closed; `null` while it is open, and where nobody said why.',
  ghostEvidence:
    'What may mean that it is not really being filled, each with the figures it rests on. No proof, and no order takes it into account. Empty when nothing is known.',
  alsoOn: 'The same vacancy elsewhere, one line for each other sighting.',
}

const jobPage: WordsFor<JobPage> = {
  data: 'At most `limit` jobs, in the order asked for.',
  next: 'The cursor of the next page; `null` on the last.',
  queryReadings: 'Words of `q` that name a filter and were taken as that filter, such as `remote`. In quotes they are words.',
  correctedQuery: 'The words that were searched for in place of misspelt ones, or `null`.',
  payCurrency: 'In the order by pay, the currency that every job of this list is paid in; otherwise `null`.',
}

const jobFacets: WordsFor<JobFacets> = {
  total: 'How many jobs fit, exact up to 10,000.',
  totalIsCapped: 'There are more than 10,000.',
  cappedFacets: 'Facets that were counted over 10,000 of more jobs: their counts say at least.',
  facets:
    'For each facet what it could be set to and with how many jobs, counted as if its own filter were not set; at most twelve values.',
}

const facetValue: WordsFor<FacetValue> = { value: 'To be given as the filter.', count: 'Jobs.' }

const company: WordsFor<Company> = {
  id: '`com_` and 32 hexadecimal digits.',
  slug: 'Name in addresses.',
  name: 'As it calls itself.',
  domain: 'Of its own site, when we know it.',
  openJobs: 'Open jobs that we know of.',
  foundedOn: 'The day it was founded, `YYYY-MM-DD`; `null` where we do not know it.',
  foundedSource: 'Where that day stands.',
  places: 'Where its open jobs are, most first.',
}

export const REPORT_WORDS: WordsFor<Omit<z.output<typeof JobReport>, 'jobId'>> = {
  reason: 'What is wrong with the job.',
  text: 'More on it in your own words. Leave personal data out.',
}

export const PASTE_WORDS: WordsFor<PastedPost> = {
  text: 'The whole post, from 20 to 20,000 characters.',
  url: 'Where it stands, when it is public.',
}

export const MARKET_WORDS: WordsFor<AskMarket> = {
  role: 'A role as `roles` of the answer names it, such as `software engineer`. Left out: all roles.',
  region:
    'A country, ISO 3166 alpha-2, such as `DE`: jobs at a place there, and remote ones for those who live there. Left out: everywhere.',
}

const postScore: WordsFor<PostScore> = {
  verdict: 'What the post most probably is.',
  confidenceRatio: 'Probability of `verdict`, 0 to 1.',
  probabilities: 'One for each verdict; they sum to 1.',
  modelVersion: 'Version of the weights that judged.',
  reasons: 'What spoke loudest for the verdict, in words of the post.',
}

const extractedJob: WordsFor<ExtractedJob> = {
  hasHiddenText: 'Set when something in the text cannot be seen by people; it was not read.',
  title: jobCard.title,
  company: 'Who hires.',
  places: jobCard.places,
  remote: jobCard.remote,
  remoteRegions: jobCard.remoteRegions,
  salary: jobCard.salary,
  employmentType: jobCard.employmentType,
  seniority: jobCard.seniority,
  skills: jobCard.skills,
  applyUrl: job.applyUrl,
  contact: 'Whom to write to or call, as the post gives it.',
  language: job.language,
  evidence: 'Where in the text each value was read.',
}

const evidence: WordsFor<Evidence> = {
  field: 'Which value.',
  value: 'The value that was read.',
  start: 'First position in `text`, in UTF-16 units.',
  end: 'Position after the last.',
}

const postPreview: WordsFor<PostPreview> = { score: 'Whether the post offers a job.', extracted: 'What it says of the job.' }

const ticket: WordsFor<Ticket> = {
  ticket: 'Give it as `ticket` when you open the socket, once.',
  party: 'First part of the room’s address.',
  room: 'Second part of the room’s address.',
  expiresAt: 'At most five minutes from now. A socket that is open stays open.',
  last: 'The newest sequence number of the room.',
}

const eventsSince: WordsFor<EventsSince> = {
  events: 'In order of their sequence, without a gap.',
  last: 'The newest sequence number of the room.',
  reload: 'You are too far behind to catch up event by event: search anew, then go on from `last`.',
}

const jsonResume: WordsFor<JsonResume> = {
  basics: 'Who it is, and how to reach them.',
  work: 'Jobs, the newest first. Dates are as exact as they are known: `2019`, `2019-04`, `2019-04-30`.',
  volunteer: 'Work without pay.',
  education: 'Schools and degrees.',
  awards: 'Honours.',
  certificates: 'Proofs of a skill, and who issued them.',
  publications: 'What was published.',
  skills: 'Skills, or groups of them with `keywords`.',
  languages: 'Languages, and how well.',
  interests: 'What else.',
  references: 'What others say.',
  projects: 'Projects.',
  meta: 'About the document itself.',
}

export const TITLE_WORDS: WordsFor<ReadTitle> = { text: 'A job title, as an advert writes it.' }

const titleReading: WordsFor<TitleReading> = {
  seniority: 'The level that the title names; `null` when it names none.',
  title: 'The title without the words that only say how far up.',
  occupations: 'Concepts of ESCO, the European classification of occupations, best first. `score` is from 0 to 1, all together at most 1.',
}

export const SKILL_TEXT_WORDS: WordsFor<ReadSkills> = { text: 'An advert, a part of one, or what somebody writes of their work.' }

const skillReading: WordsFor<SkillReading> = {
  named: 'Names of our taxonomy that stand in the text, in order, and where. Words that are also everyday words are left out.',
  linked:
    'Skills of ESCO that the text speaks of, the surest first: `score` is from 0 to 1, `spans` are the words that it was read from. Those under 0.2 are left out.',
}

const problem: WordsFor<Problem> = {
  type: 'An address that explains this kind of problem.',
  title: 'What happened and what to do, in a sentence for a person.',
  status: 'The status of the answer.',
  code: 'One of eight; stable.',
  reason: '`area.what-happened`: stable, for a program to act on.',
  requestId: 'Name it when you ask us about this answer.',
  fields: 'For `invalid`: each wrong field, and what is wrong with it.',
  retryAfterS: 'For `too_many`: whole seconds until it is worth trying again. Also in the header `Retry-After`.',
}

/** Words for the fields of each named schema of the document. */
export const SCHEMA_WORDS: Record<string, Record<string, string>> = {
  Salary: salary,
  JobCard: jobCard,
  Job: job,
  JobPage: jobPage,
  JobFacets: jobFacets,
  FacetValue: facetValue,
  Company: company,
  PostScore: postScore,
  ExtractedJob: extractedJob,
  Evidence: evidence,
  PostPreview: postPreview,
  JsonResume: jsonResume,
  TitleReading: titleReading,
  SkillReading: skillReading,
  Ticket: ticket,
  EventsSince: eventsSince,
  Problem: problem,
}
