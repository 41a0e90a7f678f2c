import { permanentRedirect } from 'next/navigation'

/** The overview is the first page; people who type its name get there, too. */
export default function OverviewAlias() {
  permanentRedirect('/')
}
