import { Button } from '../ui/button'
import { Field, Select } from '../ui/field'

type ColumnMappingProps<F extends string> = {
  fields: readonly { field: F; words: string }[]
  mapping: Partial<Record<F, string | null>>
  columns: string[]
}

/** For each field, which column of a file holds it, as fields `map.<field>` of the form around it. */
export function ColumnMapping<F extends string>({ fields, mapping, columns }: ColumnMappingProps<F>) {
  return (
    <fieldset>
      <legend className="mb-3 text-lg font-semibold">Which column is what</legend>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        {fields.map(({ field, words }) => (
          <Field key={field} label={words}>
            {(control) => (
              <Select {...control} name={`map.${field}`} defaultValue={mapping[field] ?? ''}>
                <option value="">Not in this file</option>
                {[...new Set(columns)].map((column) => (
                  <option key={column} value={column}>
                    {column}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      <Button type="submit" name="intent" value="map" className="mt-4" size="sm">
        Look again with these columns
      </Button>
    </fieldset>
  )
}
