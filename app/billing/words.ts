import type { PlanName, SubscriptionStatus } from '../../contract/billing'

export const PLAN_WORDS: Record<PlanName, { name: string; for: string }> = {
  free: { name: 'Free', for: 'One vacancy at a time, for as long as you like.' },
  team: { name: 'Team', for: 'A company that hires all year.' },
  scale: { name: 'Scale', for: 'Many teams that hire at once.' },
}

/** What a status means for who reads it; those in which nothing is wrong need no words. */
export const STATUS_WORDS: Partial<Record<SubscriptionStatus, string>> = {
  past_due: 'The last payment did not go through. It is tried again in the next days; until then everything stays.',
  trialing: 'You are trying it out.',
}

export const creditsWords = (count: number) => (count === 1 ? '1 credit' : `${count} credits`)
