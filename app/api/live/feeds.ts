/**
 * The nouns whose feeds a browser can watch. A noun joins by exporting `registerFeed(…)` from its `server/feed.ts` and by a line
 * here.
 */
import '@/lib/alert-rules/server/feed'
import '@/lib/alerts/server/feed'
import '@/lib/changes/server/feed'
import '@/lib/services/server/feed'
import '@/lib/sources/server/feed'
import '@/lib/tenants/server/feed'
