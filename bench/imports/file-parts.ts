/** The lines of the file that is imported, a thousand at a time. */
export function* fileParts(rows: number): Generator<string, void> {
  for (let at = 0; at < rows; at += 1000) {
    let text = ''
    for (let row = at; row < Math.min(at + 1000, rows); row += 1)
      text += `${1_000_000 + row},Agent Name${(row + 1) % 5000},de-DE,${30 + (row % 60)}\n`
    yield text
  }
}
