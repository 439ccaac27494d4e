/** Every time zone by its IANA name, `UTC` first. */
export const listTimeZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
