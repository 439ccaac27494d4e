/** The rows of a raw statement. Both drivers answer `{rows}`; numbers of type int8 come as strings, so name and convert each. */
export function rowsOf<Row>(answer: unknown): Row[] {
  if (typeof answer === 'object' && answer !== null && 'rows' in answer && Array.isArray(answer.rows)) return answer.rows
  throw new TypeError('The database driver answered without rows.')
}
