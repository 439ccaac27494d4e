import type { Problem } from '../../contract/errors'
import type { HttpContext } from './http-context'

/** React, Remix and all routes are loaded when the first page is asked for: hooks, programs and tasks need none of it. */
const pages = () => import('./remix')

/** Answers with a page. */
export async function servePage(c: HttpContext): Promise<Response> {
  return (await pages()).servePage(c)
}

/** Answers with a page about a failure that came before any page could be rendered. */
export async function serveProblem(c: HttpContext, problem: Problem, origin: string): Promise<Response> {
  return (await pages()).serveProblem(c, problem, origin)
}
