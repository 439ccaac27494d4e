/** An amount of money in whole units: `€34,000`. */
export function money(cents: number, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 }).format(cents / 100)
}

/** The address of the market page for a choice. */
export function marketPath({ role, region }: { role?: string | null; region?: string | null }): string {
  const params = new URLSearchParams({ ...(role ? { role } : {}), ...(region ? { region } : {}) })
  return params.size > 0 ? `/market?${params}` : '/market'
}
