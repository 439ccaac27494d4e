import { JsonResume, type ReadSection, type ResumeReading, type ResumeSection, type SkillNamed } from '../../contract/resumes'
import { findSkills } from '../skills/find-skills'
import { readWords } from '../skills/read-words'
import { findSections, type Section } from './find-sections'
import { headlineOf, readBasics } from './read-basics'
import { readEducation } from './read-education'
import {
  readAwards,
  readCertificates,
  readInterests,
  readLanguages,
  readProjects,
  readPublications,
  readReferences,
  readSkills,
} from './read-lists'
import { readFirmsNamed, readWork } from './read-work'
import { linesOf, type Spanned, settle } from './spans'

/**
 * Reads the text of a résumé into JSON Resume. Same text, same reading; nothing is invented: each value has its place in the text,
 * and what no rule recognises is left to the person, who sees the text beside it.
 *
 * @returns without the warnings of the file, which `extractText` gives
 */
export function readResume(text: string): ResumeReading {
  const sections = findSections(text, linesOf(text))
  const lines = (name: ResumeSection) => sections.filter(({ section }) => section === name).map((section) => section.lines)
  const work = lines('work').flatMap((part) => readWork(text, part, 'work'))
  const education = lines('education')
    .flatMap((part) => readEducation(text, part))
    .slice(0, 40)
  const known = [...namesOf(work, 'name'), ...namesOf(education, 'institution')]
  const spanned: Spanned = {
    basics: readBasics(text, sections),
    work: [...work, ...readFirmsNamed(text, known, headlineOf(sections))].slice(0, 60),
    volunteer: lines('volunteer')
      .flatMap((part) => readWork(text, part, 'volunteer'))
      .slice(0, 40),
    education,
    awards: lines('awards')
      .flatMap((part) => readAwards(text, part))
      .slice(0, 60),
    certificates: lines('certificates')
      .flatMap((part) => readCertificates(text, part))
      .slice(0, 80),
    publications: lines('publications')
      .flatMap((part) => readPublications(text, part))
      .slice(0, 100),
    skills: lines('skills')
      .flatMap((part) => readSkills(text, part))
      .slice(0, 200),
    languages: lines('languages')
      .flatMap((part) => readLanguages(text, part))
      .slice(0, 40),
    interests: lines('interests')
      .flatMap((part) => readInterests(text, part))
      .slice(0, 60),
    references: lines('references')
      .flatMap((part) => readReferences(text, part))
      .slice(0, 20),
    projects: lines('projects')
      .flatMap((part) => readProjects(text, part))
      .slice(0, 80),
  }
  const { resume, evidence } = settle(spanned)
  return {
    resume: JsonResume.parse(resume),
    evidence,
    sections: sections.filter(({ lines: own, heading }) => own.length > 0 || heading !== null).map((section) => shown(section, resume)),
    skillsNamed: skillsNamedIn(text),
    warnings: sections.length === 1 ? ['no-sections'] : [],
  }
}

function namesOf(entries: Spanned[], field: 'name' | 'institution'): string[] {
  return entries.flatMap((entry) => {
    const name = Array.isArray(entry) ? null : entry[field]
    return name && 'value' in name && typeof name.value === 'string' ? [name.value] : []
  })
}

/** A part that gave nothing, though its heading promised something, was not understood. */
function shown({ section, heading, start, end, confidenceRatio }: Section, resume: JsonResume): ReadSection {
  const isEmpty = section !== 'other' && section !== 'summary' && resume[section] === undefined
  return { section, heading, start, end, confidenceRatio: isEmpty ? Math.min(confidenceRatio, 0.3) : confidenceRatio }
}

const SKILLS_MAX = 300

/** Skills of the taxonomy wherever the text names them, each once. */
export function skillsNamedIn(text: string): SkillNamed[] {
  const seen = new Map<string, SkillNamed>()
  for (const { skill, certainty, start, end } of findSkills(readWords(text))) {
    if (certainty !== 'certain' || seen.has(skill)) continue
    seen.set(skill, { skill, written: text.slice(start, end), start, end })
  }
  return [...seen.values()].slice(0, SKILLS_MAX)
}
