import { data } from '@remix-run/cloudflare'
import { problemSentence, readProblem } from '../problems/read-problem.server'

export interface SearchesAnswer {
  isDone: boolean
  message: string
}

/** Carries out what a form of these pages asked for, and says how it went. */
export async function answerSearches(carryOut: () => Promise<string>) {
  try {
    return data<SearchesAnswer>({ isDone: true, message: await carryOut() })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<SearchesAnswer>({ isDone: false, message: problemSentence(problem) }, problem.status)
  }
}
