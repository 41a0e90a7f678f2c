/** Starts the browser's own download, which waits for nothing in this page. */
export function download(path: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}
