import type { RetentionSource } from '../../../contract/retention'

/**
 * How long records of people who were not hired are kept, by country. `least` is what a law asks to keep; `usual` the time after which claims
 * are over, so that keeping longer wants a reason of its own (GDPR Art. 5(1)(e)). Nothing of it applies by itself: an owner saves rules.
 */
export const RETENTION_SOURCES: readonly RetentionSource[] = [
  {
    country: 'US',
    days: 365,
    kind: 'least',
    because: 'Records of applicants are kept for a year from the record or the decision, whichever is later.',
    source: '29 CFR 1602.14, https://www.ecfr.gov/current/title-29/section-1602.14',
  },
  {
    country: 'DE',
    days: 183,
    kind: 'usual',
    because: 'Two months to claim after a rejection and three to sue; half a year leaves time for both.',
    source:
      'AGG § 15(4), https://www.gesetze-im-internet.de/agg/__15.html, and ArbGG § 61b(1), https://www.gesetze-im-internet.de/arbgg/__61b.html',
  },
  {
    country: 'AT',
    days: 214,
    kind: 'usual',
    because: 'Six months to claim after a rejection, and a month for the post.',
    source: 'GlBG § 29(1), https://www.ris.bka.gv.at/GeltendeFassung.wxe?Abfrage=Bundesnormen&Gesetzesnummer=20003395',
  },
  {
    country: 'FR',
    days: 730,
    kind: 'usual',
    because: 'Two years after the last contact at most, if the candidate does not object.',
    source: 'CNIL, Guide du recrutement, https://www.cnil.fr/fr/recrutement-et-gestion-du-personnel',
  },
]

/** The least days that the law of a country lets records go after; `null` where none is known here. */
export function leastDays(country: string): RetentionSource | null {
  return RETENTION_SOURCES.find((source) => source.country === country && source.kind === 'least') ?? null
}
