import { Field, Input } from '../ui/field'

type CodeFieldProps = { label: string; hint?: string; error?: string | undefined; defaultValue?: string | undefined }

/** Six digits, or twelve where somebody guesses at an address. A phone offers the ones that it just received, and a keyboard of digits. */
export function CodeField({ label, hint, error, defaultValue }: CodeFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          name="code"
          required
          defaultValue={defaultValue}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\s*([0-9]\s*){6}(([0-9]\s*){6})?"
          title="All digits of the code"
          maxLength={30}
          autoCapitalize="off"
          spellCheck={false}
          className="h-12 text-center font-mono text-xl tracking-[0.35em]"
        />
      )}
    </Field>
  )
}

/** The digits alone: people paste codes with spaces. */
export const digitsOf = (text: string) => text.replace(/\D/g, '')

/** What may be a code of a mail. */
export const isCode = (digits: string) => digits.length === 6 || digits.length === 12
