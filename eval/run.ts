import { UnreadableFile } from './read-rows'

/**
 * `npm run eval -- <task> <file>`: measures what the repo ships against labelled data. Progress goes to stderr; the last line of
 * stdout is one JSON object.
 */
const TASKS: Record<string, (path: string) => Promise<Record<string, unknown>>> = {
  detection: async (path) => ({ ...(await (await import('./detection/evaluate')).evaluateDetection(path)) }),
  resumes: async (path) => (await import('./resumes/evaluate-resumes')).evaluateResumes(path),
  categories: async (path) => (await import('./resumes/categories')).evaluateCategories(path),
  'resume-text': async (path) => (await import('./resumes/evaluate-text')).evaluateResumeText(path),
  skills: async (path) => ({ ...(await import('./skills/evaluate-skills')).evaluateSkills(path) }),
  titles: async (path) => ({ ...(await import('./titles/evaluate-titles')).evaluateTitles(path) }),
  matching: async () => (await import('./matching/evaluate')).evaluateMatching(),
  extraction: async (path) => (await import('./extraction/evaluate')).evaluateExtraction(path),
  numerology: async (path) => (await import('./numerology/evaluate')).evaluateNumerology(path),
}

const [task, path] = process.argv.slice(2)
const evaluate = task === undefined ? undefined : TASKS[task]
// The graded set for matching lies in the repo.
if (!evaluate || (path === undefined && task !== 'matching')) {
  process.stderr.write(`Usage: npm run eval -- <${Object.keys(TASKS).join('|')}> <file>\n`)
  process.exitCode = 2
} else {
  const startedAt = performance.now()
  process.stderr.write(`${task}: reading ${path ?? 'its own set'}\n`)
  try {
    const figures = await evaluate(path ?? '')
    process.stderr.write(`${task}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
    process.stdout.write(`${JSON.stringify({ task, ...figures })}\n`)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}
