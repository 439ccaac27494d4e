import type { Log, LogFields } from './ctx'

/** One line of JSON for each message, with the ids that tie it to its request or task. Fields carry ids and figures, never people's data. */
export function writeLog(ids: LogFields): Log {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) => {
      console[level](JSON.stringify({ level, message, at: new Date().toISOString(), ...ids, ...fields }))
    }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
