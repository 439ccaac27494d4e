import { readProblem } from '../problems/read-problem.server'

/**
 * What a call of a loader answers; `null` where that part is closed to support, so that the rest of the page is shown. All else that goes wrong flies on.
 * @param closed gets the name of the part, in words for a page
 */
export async function unlessClosed<T>(call: Promise<T>, part: string, closed: string[]): Promise<T | null> {
  try {
    return await call
  } catch (thrown) {
    if (!(thrown instanceof Response) || thrown.status !== 403) throw thrown
    const { reason } = await readProblem(thrown.clone())
    if (reason !== 'support.hidden') throw thrown
    closed.push(part)
    return null
  }
}
