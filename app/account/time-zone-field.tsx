import { useEffect, useState } from 'react'
import { Field, Select } from '../ui/field'

type TimeZoneFieldProps = {
  /** Every zone to choose from. */
  zones: string[]
  defaultValue: string
  /** Takes the browser's own zone instead: for who has not chosen yet. */
  isGuessed?: boolean
  error?: string | undefined
}

/** Interviews, reminders and quiet hours go by it. */
export function TimeZoneField({ zones, defaultValue, isGuessed = false, error }: TimeZoneFieldProps) {
  const [zone, setZone] = useState(defaultValue)
  useEffect(() => {
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
    if (isGuessed && zones.includes(own)) setZone(own)
  }, [isGuessed, zones])
  return (
    <Field label="Time zone" hint="Interviews, reminders and quiet hours go by it." error={error}>
      {(control) => (
        <Select {...control} name="timeZone" value={zone} onChange={(event) => setZone(event.target.value)}>
          {(zones.includes(zone) ? zones : [zone, ...zones]).map((each) => (
            <option key={each} value={each}>
              {each.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
