import type { LabTenant } from '../tenants'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)

/** The static start page of a tenant. */
export function portalPage({ id, name, cloud, region }: LabTenant): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(name)}</title></head>
<body>
<main>
<h1>${escapeHtml(name)}</h1>
<p>Portal of tenant ${escapeHtml(id)}, ${escapeHtml(cloud)}, ${escapeHtml(region)}.</p>
</main>
</body>
</html>
`
}
