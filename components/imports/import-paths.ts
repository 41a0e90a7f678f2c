import { voicemailPath } from '@/components/voicemail/sections'

export function importsPath(tenantId: string): string {
  return voicemailPath('imports', tenantId)
}

export function newImportPath(tenantId: string): string {
  return `${importsPath(tenantId)}/new`
}

export function importPath({ tenantId, id }: { tenantId: string; id: string }): string {
  return `${importsPath(tenantId)}/${encodeURIComponent(id)}`
}
