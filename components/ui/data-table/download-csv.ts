/** Hands text to the browser as a file. The byte-order mark makes Excel read it as UTF-8. */
export function downloadCsv(name: string, csv: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z.csv`
  link.click()
  // The download starts after this turn; revoking at once would cancel it in Safari.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
