import { z } from 'zod'
import {
  CompanyCompatibility,
  NumerologyAct,
  NumerologySettings,
  NumerologyShare,
  OrganisationNumerology,
  SetNumerologySettings,
  SetOrganisationNumerology,
  SharedCompatibility,
  ShareNumerology,
} from '../../contract/numerology'
import { OrganisationId, PersonId } from '../../contract/wire'
import { router, signedIn } from '../core/trpc'
import { getOrganisationNumerology, listNumerologyActs, setOrganisationNumerology } from './organisations'
import { getNumerologySettings, setNumerologySettings } from './settings'
import { listShares, shareNumerology, stopSharing } from './shares'

const OfOrganisation = z.strictObject({ organisationId: OrganisationId })
const Slug = z.string().min(1).max(80)

/** For sessions of people only: no scope lets a program's key near it. The engine is loaded when somebody who opted in may need it. */
export const numerologyRouter = router({
  settings: signedIn.output(NumerologySettings).query(({ ctx }) => getNumerologySettings(ctx)),
  setSettings: signedIn
    .input(SetNumerologySettings)
    .output(NumerologySettings)
    .mutation(({ ctx, input }) => setNumerologySettings(ctx, input)),
  withCompany: signedIn
    .input(z.strictObject({ slug: Slug }))
    .output(CompanyCompatibility.nullable())
    .query(async ({ ctx, input }) => (await import('./compare-companies')).findCompanyCompatibility(ctx, input)),
  shares: signedIn
    .input(z.strictObject({ asked: Slug.nullable().optional() }))
    .output(z.object({ shares: z.array(NumerologyShare), asked: z.object({ slug: z.string(), name: z.string() }).nullable() }))
    .query(({ ctx, input }) => listShares(ctx, input)),
  share: signedIn
    .input(ShareNumerology)
    .output(OfOrganisation)
    .mutation(({ ctx, input }) => shareNumerology(ctx, input)),
  stopSharing: signedIn
    .input(OfOrganisation)
    .output(OfOrganisation)
    .mutation(({ ctx, input }) => stopSharing(ctx, input)),
  organisation: signedIn
    .input(OfOrganisation)
    .output(OrganisationNumerology)
    .query(({ ctx, input }) => getOrganisationNumerology(ctx, input.organisationId)),
  setOrganisation: signedIn
    .input(SetOrganisationNumerology)
    .output(OrganisationNumerology)
    .mutation(({ ctx, input }) => setOrganisationNumerology(ctx, input)),
  acts: signedIn
    .input(OfOrganisation)
    .output(z.array(NumerologyAct))
    .query(({ ctx, input }) => listNumerologyActs(ctx, input.organisationId)),
  /** No query, since it leaves a trace that the candidate sees. */
  withCandidate: signedIn
    .input(z.strictObject({ organisationId: OrganisationId, personId: PersonId }))
    .output(SharedCompatibility.nullable())
    .mutation(async ({ ctx, input }) => (await import('./candidates')).findCandidateCompatibility(ctx, input)),
})
