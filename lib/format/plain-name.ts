/**
 * Names that can be shown and told apart: no control characters or line breaks, none of the marks that turn the direction of writing
 * around, and not U+FFFD, which stands for a character that was lost on the way, as half a character (\p{Cs}) would be. In step with the
 * database's function `is_plain_name`, which also wants no blanks around it.
 */
export const plainNamePattern = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFD]*$/u

/** Said of a name that does not match. */
export const plainNameMessage =
  'must not hold line breaks, control characters, marks that reverse the writing, or \uFFFD in place of a lost character'
