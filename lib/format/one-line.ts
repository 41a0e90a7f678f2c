/** What fits in a line and in a header: no line break would end it, and no other control character reaches who reads it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
export const oneLinePattern = /^[^\u0000-\u001f\u007f]*$/

/** Said of a text that does not match. */
export const oneLineMessage = 'must be one line without control characters'
