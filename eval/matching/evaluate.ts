import { readFile } from 'node:fs/promises'
import { CRITERIA, DEFAULT_WEIGHTS, type Match, type MatchInputs, type MatchWeights } from '../../contract/matching'
import { blindFacts } from '../../server/matching/blind-facts'
import { matchJob } from '../../server/matching/core/match-job'
import { partsOf, steadyPermille } from '../../server/matching/core/weigh-match'
import { openNearFinder } from '../../server/matching/find-near'
import { readJobFacts } from '../../server/matching/read-job-facts'
import { readSeekerFacts } from '../../server/matching/read-seeker-facts'
import { openWords } from '../../server/vectors/open-words'
import { cosineOfBytes } from '../../server/vectors/vector'
import { embedText } from '../../server/vectors/word-table'
import { composePosting, composeResume, composeWishes, NO_SHIFT, type Shift, textOfPosting, textOfResume } from './compose'
import { findOccupation, gradePair } from './grade'
import { bm25, meanOf, ndcgAt10 } from './measures'
import { POSTINGS, RESUMES } from './set'

/** Files of `public`, from the disk. */
const DISK = {
  async asset(path: string): Promise<ArrayBuffer> {
    const bytes = await readFile(new URL(`../../public/${path}`, import.meta.url))
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  },
}

/** Scores of every pair: `[résumé][posting]`. */
type Table = number[][]

/** Every match of the set, worked out once; weights come after. */
export async function matchSet(shift: Shift = NO_SHIFT): Promise<{ whole: Match[][]; blind: Match[][] }> {
  const findNear = await openNearFinder(DISK)
  const jobs = POSTINGS.map((facts, number) => readJobFacts(composePosting(facts, number)))
  const tableOf = (isBlind: boolean) =>
    RESUMES.map((facts, number) => {
      const read = readSeekerFacts(composeResume(facts, number, shift), composeWishes(facts), '2026-11')
      const seeker = isBlind ? blindFacts(read) : read
      return jobs.map((job) => matchJob({ seeker, job, ...findNear(seeker, job) } satisfies MatchInputs))
    })
  return { whole: tableOf(false), blind: tableOf(true) }
}

/** What lists are ordered by. */
export const scoreTable = (matches: Match[][], weights: MatchWeights): Table =>
  matches.map((row) => row.map((match) => steadyPermille(partsOf(match), weights) ?? 0))

const GRADES = RESUMES.map((resume) => POSTINGS.map((posting) => gradePair(resume, posting)))
const halfOfResume = RESUMES.map(({ occupation }, number) => findOccupation(occupation)?.half ?? (number % 2 === 0 ? 'tune' : 'held'))
const halfOfPosting = POSTINGS.map(({ occupation }, number) => findOccupation(occupation)?.half ?? (number % 2 === 0 ? 'tune' : 'held'))

/** nDCG@10 of one half in both directions: jobs for a person, and candidates for a job. */
export function measure(table: Table, half: 'tune' | 'held'): { jobs: number; candidates: number } {
  const jobs = RESUMES.map((_, r) =>
    halfOfResume[r] === half ? ndcgAt10(POSTINGS.map((_, p) => ({ score: table[r]?.[p] ?? 0, grade: GRADES[r]?.[p] ?? 0 }))) : null,
  )
  const candidates = POSTINGS.map((_, p) =>
    halfOfPosting[p] === half ? ndcgAt10(RESUMES.map((_, r) => ({ score: table[r]?.[p] ?? 0, grade: GRADES[r]?.[p] ?? 0 }))) : null,
  )
  return { jobs: round(meanOf(jobs)), candidates: round(meanOf(candidates)) }
}

/** `npm run eval -- matching`: the match beside BM25 and cosine over the same texts, and what each criterion brings. */
export async function evaluateMatching() {
  const { whole, blind } = await matchSet()
  const resumeTexts = RESUMES.map((facts, number) => textOfResume(composeResume(facts, number)))
  const postingTexts = POSTINGS.map((facts, number) => textOfPosting(composePosting(facts, number)))
  const postingsFor = bm25(postingTexts)
  const resumesFor = bm25(resumeTexts)
  const byWords = resumeTexts.map(postingsFor)
  const byPosting = postingTexts.map(resumesFor)
  const byWordsOfJobs = resumeTexts.map((_, r) => postingTexts.map((_, p) => byPosting[p]?.[r] ?? 0))
  const words = await openWords(DISK)
  const [left, right] = [resumeTexts, postingTexts].map((texts) => texts.map((text) => embedText(words, text).values))
  const cosine = (left ?? []).map((one) => (right ?? []).map((other) => cosineOfBytes(one, other)))
  const figures = (half: 'tune' | 'held') => {
    const match = measure(scoreTable(whole, DEFAULT_WEIGHTS), half)
    return {
      match,
      matchBlind: measure(scoreTable(blind, DEFAULT_WEIGHTS), half).candidates,
      bm25: { jobs: measure(byWords, half).jobs, candidates: measure(byWordsOfJobs, half).candidates },
      cosine: measure(cosine, half),
      // What is lost when a criterion does not count.
      ablation: Object.fromEntries(
        CRITERIA.map((criterion) => {
          const without = measure(scoreTable(whole, { ...DEFAULT_WEIGHTS, [criterion]: 0 }), half)
          return [criterion, { jobs: round(match.jobs - without.jobs), candidates: round(match.candidates - without.candidates) }]
        }),
      ),
    }
  }
  const counts = [0, 1, 2, 3].map((grade) => GRADES.flat().filter((each) => each === grade).length)
  const held = figures('held')
  return {
    resumes: RESUMES.length,
    postings: POSTINGS.length,
    pairs: GRADES.flat().length,
    grades: counts,
    ndcg10: held.match.jobs,
    bm25Ndcg10: held.bm25.jobs,
    cosineNdcg10: held.cosine.jobs,
    held,
    tune: figures('tune'),
  }
}

const round = (value: number) => Math.round(value * 1_000) / 1_000
