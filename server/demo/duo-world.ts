import type { HiringCard, HiringStage } from '../../contract/hiring'

/** Made up by us, like everything else of the demo. */
export const DUO_TEAMMATE = 'Ines (simulated)'

export const DUO_POSTING = {
  organisationName: 'Foxglove Foods',
  fields: {
    title: 'Head of Patisserie',
    places: ['Lyon, France'],
    description: 'Leads the pastry kitchen of our new shop: four people, daylight, and a menu that changes with the season.',
    openings: 1,
  },
}

export const DUO_APPLICANTS: readonly { name: string; headline: string; places: string[]; daysAgo: number }[] = [
  { name: 'Amara Obi', headline: 'Pastry chef, eight years', places: ['Lyon, France'], daysAgo: 6 },
  { name: 'Jonas Weller', headline: 'Baker and confectioner', places: ['Basel, Switzerland'], daysAgo: 5 },
  { name: 'Mei Tanaka', headline: 'Chocolatier', places: ['Grenoble, France'], daysAgo: 5 },
  { name: 'Luca Ferri', headline: 'Sous chef, patisserie', places: ['Turin, Italy'], daysAgo: 4 },
  { name: 'Noor Haddad', headline: 'Cake designer', places: ['Marseille, France'], daysAgo: 3 },
  { name: 'Edda Lind', headline: 'Production planner, bakery', places: ['Lyon, France'], daysAgo: 3 },
  { name: 'Tomás Vidal', headline: 'Teacher for bakery and pastry', places: ['Girona, Spain'], daysAgo: 2 },
  { name: 'Ada Kowalska', headline: 'Recipe developer', places: ['Remote'], daysAgo: 1 },
]

/**
 * What the teammate does next: first with the visitor's own application, so that both windows move at once, then with others in turn,
 * every fourth time with the visitor's again. A card at the last stage goes back to the first, so that it never runs dry.
 */
export function nextDuoMove({
  stages,
  cards,
  ownId,
  count,
}: {
  stages: readonly HiringStage[]
  cards: readonly HiringCard[]
  ownId: string
  count: number
}): { applicationIds: string[]; toStageId: string } | null {
  const open = cards.filter(({ disposition }) => disposition === null).sort((a, b) => a.applicationId.localeCompare(b.applicationId))
  const own = open.find(({ applicationId }) => applicationId === ownId)
  const others = open.filter(({ applicationId }) => applicationId !== ownId)
  const card = (count % 4 === 0 ? own : undefined) ?? others[(count * 3) % Math.max(1, others.length)] ?? own
  if (!card) return null
  const at = stages.findIndex(({ id }) => id === card.stageId)
  const to = stages[at + 1] ?? stages[0]
  return to && to.id !== card.stageId ? { applicationIds: [card.applicationId], toStageId: to.id } : null
}
