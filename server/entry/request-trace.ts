import { type Env, traceExportOf } from './env'
import { startTrace, type Trace } from './trace'

interface AskedRequest {
  method: string
  door: string
  requestId: string
  traceparent: string | undefined
}

/** Begins the trace of one request, or goes on with its caller's. */
export function traceRequest(env: Env, waitUntil: (promise: Promise<unknown>) => void, asked: AskedRequest): Trace {
  const method = methodOf(asked.method)
  return startTrace({
    name: `${method} ${asked.door}`,
    kind: 'server',
    parent: asked.traceparent,
    attributes: { 'http.request.method': method, 'http.route': asked.door, 'request.id': asked.requestId },
    export: traceExportOf(env),
    waitUntil,
  })
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
/** As OpenTelemetry asks: a method that a stranger made up has no name of its own. */
const methodOf = (method: string) => (METHODS.includes(method) ? method : '_OTHER')

const DOORS = [
  'webhooks',
  'trpc',
  'v1',
  'parties',
  'health',
  'metrics',
  'operator',
  'jobs',
  'companies',
  'market',
  'assets',
  'auth',
  'dev',
  'attachments',
  'calendar',
  'resumes',
]
/** The first part of a path when it is one of ours: a metric must not grow with what strangers type. */
export function doorOf(path: string): string {
  const first = path.split('/')[1]?.split('.')[0] ?? ''
  if (first === '') return 'landing'
  return DOORS.includes(first) ? first : 'page'
}
