import { MatchWishes, type SeekerFacts } from '../../contract/matching'

/** Lines that hold a skill, a title, a certificate or a degree, and nothing that a person tells in sentences. */
const SHOWN_LINE = /^(?:skills\.|certificates\.|work\.\d+\.position$|education\.\d+\.(?:studyType|area)$|languages\.)/

/**
 * The facts of a person that a ranking for an organisation may know (DESIGN §9.5): what their work was called, skills, languages, degree,
 * years up to ten, chosen places. Sentences go, since people name themselves, their age and their schools in them; what somebody asks to be
 * paid goes, since it is no merit.
 */
export function blindFacts(facts: SeekerFacts): SeekerFacts {
  const lines = facts.lines.filter(({ id }) => SHOWN_LINE.test(id))
  const shown = new Set(lines.map(({ id }) => id))
  const { places, titles, livesIn, permits, remote, types, seniority } = facts.wishes
  return {
    ...facts,
    lines,
    // A skill that only a sentence shows stays as a skill; where it stands is not told.
    skills: facts.skills.map(({ skill, at }) => ({ skill, at: shown.has(at.line) ? at : { line: 'skills', start: 0, end: 0 } })),
    wishes: MatchWishes.parse({ titles, places, livesIn, permits, remote, types, seniority }),
  }
}
