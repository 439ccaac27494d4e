import type { AuditAct } from '../../contract/audit'

/** An act of the audit log as people read it: `candidate.resume-viewed` as `Candidate: résumé viewed`. */
export function actWords(act: AuditAct): string {
  const [thing = '', done = ''] = act.split('.')
  const words = `${thing}: ${done}`.replaceAll('-', ' ').replace(/\bresume\b/, 'résumé')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
