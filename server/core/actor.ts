import type { Scope } from '../../contract/identity'
import type { Actor, Ctx, PersonActor } from './ctx'
import { AppError } from './errors'

/** A `Ctx` whose actor is known to be a person: what every function of somebody's own things takes. */
export type PersonCtx = Ctx & { actor: PersonActor }

/**
 * The person who asks. `scope` names the right that a program's key must have; `null` is for what no key may do.
 * @throws unauthenticated  `session.sign-in-needed`
 * @throws forbidden        `key.scope-missing`
 */
export function asPerson(actor: Actor, scope: Scope | null): PersonActor {
  if (actor.role !== 'person') throw new AppError('unauthenticated', 'session.sign-in-needed')
  if (actor.scopes === null || (scope !== null && actor.scopes.includes(scope))) return actor
  throw new AppError('forbidden', 'key.scope-missing', {
    message: scope === null ? 'No key may do this. Sign in with a browser.' : `This key lacks the right ${scope}. Make one that has it.`,
    details: { scope },
  })
}

/** Operators come by an operator link, or are people with that right in a session; a key never is one. */
export function isOperator(actor: Actor): boolean {
  return actor.role === 'operator' || (actor.role === 'person' && actor.isOperator && actor.scopes === null)
}

/**
 * @throws unauthenticated  `operator.sign-in-needed`, for visitors
 * @throws forbidden        `operator.only`, for people without the right
 */
export function refuseOthersThanOperators(actor: Actor): void {
  if (isOperator(actor) || actor.role === 'system') return
  if (actor.role === 'person')
    throw new AppError('forbidden', 'operator.only', { message: 'This is for operators. Ask one to give you that right.' })
  throw new AppError('unauthenticated', 'operator.sign-in-needed', {
    message: 'This is for operators. Open your operator link, or sign in as one, and come back.',
  })
}

/** @throws unauthenticated `session.over` */
export function refuseOverSession(): never {
  throw new AppError('unauthenticated', 'session.over', { message: 'This session is over. Sign in again; nothing is lost.' })
}
