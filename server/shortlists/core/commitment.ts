/** What a scorecard says, with the salt that keeps anybody from guessing it by its hash. */
export interface Commitment {
  entryId: string
  /** By competency, 1 to 4. */
  scores: Readonly<Record<string, number>>
  note: string
  /** 16 random bytes as hexadecimal digits. */
  salt: string
}

/**
 * The SHA-256 that binds a member to a scorecard before anybody sees it, as hexadecimal digits. The same in the browser that commits, on the
 * server that reveals, and for everybody who checks afterwards: over entry, competencies in the order of their names, note and salt, as JSON.
 */
export async function hashCommitment({ entryId, scores, note, salt }: Commitment): Promise<string> {
  const ordered = Object.entries(scores).sort(([a], [b]) => (a < b ? -1 : 1))
  const bytes = new TextEncoder().encode(JSON.stringify([entryId, ordered, note, salt]))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
