/**
 * Every request of a test has a connection of its own. workerd closes one that has been idle for five seconds, and a test that computes
 * or is held up for that long has not heard of it when it sends the next request, which then fails with "other side closed".
 */
const fetchKept = globalThis.fetch
globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
  headers.set('connection', 'close')
  return fetchKept(input, { ...init, headers })
}
