/** The look that text fields and selects share. */
export const controlClass =
  'h-8 w-full min-w-0 rounded-box border border-line-strong bg-surface px-2.5 text-sm text-ink placeholder:text-faint ' +
  'focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-faint aria-invalid:border-danger pointer-coarse:h-10'
