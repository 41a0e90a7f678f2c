/** Whether a text has at most so many characters, as people and PostgreSQL count them: to JavaScript an emoji is two or more. */
export const hasAtMost = (limit: number) => (text: string) =>
  text.length <= limit || (text.length <= 2 * limit && [...text].length <= limit)

/** The beginning of a text, at most `maxLength` UTF-16 units of it, that ends with a whole character. */
export function cutText(text: string, maxLength: number): string {
  const cut = text.slice(0, maxLength)
  return /\p{Cs}$/u.test(cut) ? cut.slice(0, -1) : cut
}
