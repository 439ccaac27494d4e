import { newRandom, type Random } from './random'

/** A post of our own wording, and the way it takes to us. */
export interface WrittenPost {
  /** Unique within a run. */
  id: string
  text: string
  door: 'facebook' | 'pushed'
}

const TITLES = [
  'Backend Engineer',
  'Data Analyst',
  'Pastry Chef',
  'Physiotherapist',
  'Site Reliability Engineer',
  'Warehouse Supervisor',
  'Frontend Developer',
  'Electrician',
  'Product Designer',
  'Nurse Practitioner',
  'Accountant',
  'Machine Learning Engineer',
  'Project Manager',
  'Sales Manager',
  'Forklift Operator',
  'Technical Writer',
] as const
const PLACES = [
  'Hamburg, Germany',
  'Lyon, France',
  'Porto, Portugal',
  'Toronto, Canada',
  'Utrecht, Netherlands',
  'Bristol, United Kingdom',
  'Denver, Colorado',
  'Vienna, Austria',
] as const
const FIRST_WORDS = [
  'Amber',
  'Birch',
  'Cedar',
  'Delta',
  'Ember',
  'Fjord',
  'Garnet',
  'Harbour',
  'Indigo',
  'Juniper',
  'Kestrel',
  'Linden',
] as const
const SECOND_WORDS = ['Bakery', 'Clinics', 'Foods', 'Freight', 'Labs', 'Logistics', 'Robotics', 'Software', 'Studios', 'Systems'] as const
const SKILLS = ['TypeScript and PostgreSQL', 'Python and SQL', 'Excel and SAP', 'Kubernetes and Go', 'Figma and React'] as const
const LATER = ['this spring', 'next month', 'as soon as you can', 'after the holidays'] as const
const CHATTER = [
  'Lovely walk along the river today, the geese are back. Who else has seen them?',
  'Does anybody know a good plumber around here? The tap in our kitchen drips all night.',
  'The library is closed on Thursday afternoon because of the flood drill. Books can be returned at the side door.',
  'Thank you all for coming to the garden festival! Photos will follow when the rain stops.',
] as const
const SEEKING = [
  'I am looking for a job as a gardener, five years of experience, free from Monday. Please write to me.',
  'Experienced bookkeeper seeking part-time work near the centre. References on request.',
] as const

/**
 * Posts as a busy Page and an aggregator would send them: two of three offer a job, most of them a role that no other post offers; some offer
 * again, in other words, what an earlier one did; the rest talk or look for work.
 */
export function writePosts(run: string, count: number, seed: number): WrittenPost[] {
  const random = newRandom(seed)
  const offers: Offer[] = []
  return Array.from({ length: count }, (_, index) => {
    const door = random.below(2) === 0 ? 'facebook' : 'pushed'
    const id = `${run}-${index}`
    const kind = random.ratio()
    if (kind > 0.85) return { id, door, text: `${random.pick(kind > 0.95 ? SEEKING : CHATTER)} (${index})` }
    if (kind > 0.75 && offers.length > 0)
      return { id, door, text: wordOffer(offers[random.below(offers.length)] ?? newOffer(random, index), 1) }
    const offer = newOffer(random, index)
    offers.push(offer)
    return { id, door, text: wordOffer(offer, 0) }
  })
}

/** An offer of a role that no other number gives. */
export function writeOffer(random: Random, number: number): string {
  return wordOffer(newOffer(random, number), 0)
}

interface Offer {
  title: string
  place: string
  company: string
  skills: string
  later: string
  payK: number
}

function newOffer(random: Random, number: number): Offer {
  const company = `${random.pick(FIRST_WORDS)}${numberWord(number)} ${random.pick(SECOND_WORDS)}`
  const [title, place] = [random.pick(TITLES), random.pick(PLACES)]
  return { title, place, company, skills: random.pick(SKILLS), later: random.pick(LATER), payK: 40 + random.below(60) }
}

function wordOffer({ title, place, company, skills, later, payK }: Offer, wording: 0 | 1): string {
  return wording === 0
    ? `We are hiring! ${company} is looking for a ${title} in ${place}. Full-time, €${payK},000 - €${payK + 12},000 per year. You will work with ${skills}. Start ${later}. Apply at https://${addressWord(company)}.example/careers`
    : `${company} is hiring a ${title} in ${place}, full-time, starting ${later}.\nPay: €${payK},000 - €${payK + 12},000 per year.\nYou know ${skills}.\nApply: https://${addressWord(company)}.example/careers`
}

/** A number as letters, so that it reads as part of a name: 0 is `ba`, 1 is `ca`. */
function numberWord(number: number): string {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu']
  return [...String(number)].map((digit) => syllables[Number(digit)]).join('')
}

const addressWord = (company: string) => company.toLowerCase().replace(/\W+/g, '-')
