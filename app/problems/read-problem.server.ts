import { readShownProblem, type ShownProblem } from './shown-problem'

/**
 * What an action's call failed with, so that the page can keep what was typed and say why.
 * A redirect and anything that is not an answer (a bug) fly on.
 */
export async function readProblem(thrown: unknown): Promise<ShownProblem> {
  if (!(thrown instanceof Response) || thrown.status < 400) throw thrown
  const data: unknown = await thrown.json().catch(() => null)
  return readShownProblem({ status: thrown.status, data })
}

/** The failure in a sentence for a person who has typed something. */
export function problemSentence(problem: ShownProblem): string {
  if (problem.status === 429)
    return `That was a little too fast. Wait ${problem.retryAfterS ?? 60} seconds and send it again; nothing is lost.`
  if (problem.status >= 500)
    return 'This did not work, and it is our fault. Nothing is lost: what you typed is still here. Try again in a moment.'
  return problem.title ?? 'This does not work as it stands. Look through it and send it again.'
}
