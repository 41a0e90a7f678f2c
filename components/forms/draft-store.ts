/** Where drafts are kept: the tab's storage, by person. */
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The console's layout says in the page's HTML who is signed in: most pages have no form, and load nothing for it. */
const ownerId = () => document.querySelector<HTMLElement>('[data-signed-in]')?.dataset.signedIn ?? ''

/** What one person typed is not there for the next one who signs in in the same tab, and is there again for the one who typed it. */
export function draftsOf(owner: string, storage: DraftStore): DraftStore {
  const own = (key: string) => `${key}@${owner}`
  return {
    getItem: (key) => storage.getItem(own(key)),
    setItem: (key, text) => storage.setItem(own(key), text),
    removeItem: (key) => storage.removeItem(own(key)),
  }
}

/** Null on the server and where storage is blocked: then only the form itself holds what is typed. */
export function draftStore(): DraftStore | null {
  try {
    return typeof window === 'undefined' ? null : draftsOf(ownerId(), window.sessionStorage)
  } catch {
    return null
  }
}
