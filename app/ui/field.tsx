import clsx from 'clsx'
import { type ComponentProps, forwardRef, type ReactNode, useId } from 'react'

/** The look of a one-line control; `h-10` unless told otherwise. */
export const controlClass =
  'w-full min-w-0 rounded-md border border-line-strong/60 bg-surface px-3 text-base text-ink placeholder:text-ink-3 hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad disabled:opacity-60'

type FieldProps = {
  label: string
  /** Hides the label from sight, not from screen readers. */
  isLabelHidden?: boolean
  hint?: ReactNode
  /** What is wrong with the value and how to put it right. */
  error?: string
  className?: string
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** A label, its control, a hint and an error, tied together for screen readers. */
export function Field({ label, isLabelHidden, hint, error, className, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = clsx(hint && hintId, error && errorId) || undefined
  return (
    <div className={className}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'mb-1.5 block text-sm font-medium text-ink'}>
        {label}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {hint ? (
        <p id={hintId} className="mt-1.5 text-xs text-ink-3">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={errorId} className="mt-1.5 text-sm font-medium text-bad">
          {error}
        </p>
      ) : null}
    </div>
  )
}

export const Input = forwardRef<HTMLInputElement, ComponentProps<'input'>>(function Input({ className, ...rest }, ref) {
  return <input ref={ref} {...rest} className={clsx(controlClass, 'h-10', className)} />
})

export const Textarea = forwardRef<HTMLTextAreaElement, ComponentProps<'textarea'>>(function Textarea({ className, ...rest }, ref) {
  return <textarea ref={ref} {...rest} className={clsx(controlClass, 'py-2.5 leading-relaxed', className)} />
})

export const Select = forwardRef<HTMLSelectElement, ComponentProps<'select'>>(function Select({ className, ...rest }, ref) {
  return <select ref={ref} {...rest} className={clsx(controlClass, 'h-10 pr-2', className)} />
})

type CheckboxProps = ComponentProps<'input'> & {
  children: ReactNode
  /** Stands at the end of the line: a count. */
  aside?: ReactNode
}

/** A box or, with `type="radio"`, a dot, and its words; the whole line can be pressed. */
export function Checkbox({ children, aside, className, type = 'checkbox', ...rest }: CheckboxProps) {
  return (
    <label
      className={clsx(
        'flex min-h-8 items-center gap-2.5 rounded-md px-1.5 py-1 text-sm text-ink-2 hover:bg-surface-2 has-checked:font-medium has-checked:text-ink has-disabled:opacity-55',
        className,
      )}
    >
      <input type={type} {...rest} className="size-4 shrink-0 accent-accent" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside === undefined ? null : <span className="text-xs font-normal text-ink-3 tabular-nums">{aside}</span>}
    </label>
  )
}
