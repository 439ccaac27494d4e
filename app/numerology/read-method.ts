import { DEFAULT_METHOD, LIFE_PATH_METHODS, MASTER_RULES, type Method, NAME_METHODS, Y_RULES } from '../../server/numerology/core/numbers'

/** The method that an address names; what it does not name, or names wrongly, is ours. */
export function readMethod(params: URLSearchParams): Method {
  return {
    lifePath: oneOf(LIFE_PATH_METHODS, params.get('path')) ?? DEFAULT_METHOD.lifePath,
    masters: oneOf(MASTER_RULES, params.get('masters')) ?? DEFAULT_METHOD.masters,
    name: oneOf(NAME_METHODS, params.get('name')) ?? DEFAULT_METHOD.name,
    y: oneOf(Y_RULES, params.get('y')) ?? DEFAULT_METHOD.y,
  }
}

/** The method as an address says it: only what differs from ours, and never a date, a name or a number. */
export function methodQuery(method: Method): string {
  const params = new URLSearchParams()
  if (method.lifePath !== DEFAULT_METHOD.lifePath) params.set('path', method.lifePath)
  if (method.masters !== DEFAULT_METHOD.masters) params.set('masters', method.masters)
  if (method.name !== DEFAULT_METHOD.name) params.set('name', method.name)
  if (method.y !== DEFAULT_METHOD.y) params.set('y', method.y)
  const query = params.toString()
  return query && `?${query}`
}

function oneOf<T extends string>(known: readonly T[], given: string | null): T | undefined {
  return known.find((value) => value === given)
}
