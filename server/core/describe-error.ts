/** Name, code and the place in our code, without the message: a database error may quote a row. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const inner = error.cause instanceof Error ? ` caused by ${nameOf(error.cause)}` : ''
  return `${nameOf(error)}${inner} ${error.stack?.split('\n').filter(isPlace).slice(0, 4).join(' ').slice(0, 400) ?? ''}`
}

const nameOf = (error: Error) => `${error.name}${'code' in error && error.code !== undefined ? ` ${String(error.code)}` : ''}`
/** The lines of a stack that name a place; a message of several lines stands above them. */
const isPlace = (line: string) => /^\s*at /.test(line)
