const firstNames =
  'Maria James Anna David Mary John Sofia Michael Laura Robert Elena Daniel Sarah Thomas Emma Peter Julia Andreas Nina Carlos Lea Ahmed Olivia Wei Mia Ivan Chloe Luca Zoe Mohamed Ines Marco Amelie Jonas Hannah Pavel Marta Samuel Aisha Martin Marie Victor Yara Kenji Greta Oscar Fatima Noah Ursula Xavier Quentin Zaira'
const lastNames =
  'Smith Müller Garcia Johnson Martin Silva Meier Brown Rossi Nguyen Keller Davies Martinez Schmidt Kowalski Weber Lopez Novak Jensen Marino Fischer Dubois Ivanov Costa Huber O’Brien Tanaka Baumann Moreau Santos Wagner Kim Petrov Larsen Steiner Ferrari Okafor Lindqvist Marchetti Schneider Fernandez Haddad Brunner Zimmermann Andersson Yilmaz Vogel Clarke Romano Suter Gerber Popescu Delgado Hartmann Bianchi Eriksson Maurer Quispe Xu Zhang'
const departments =
  'Support Sales Billing Claims Service Orders Returns Helpdesk Loans Cards Technical Reception Complaints Marketing Retention Dispatch'
const cities =
  'Basel Zürich Berlin London Madrid Lisbon Boston Austin Denver Seattle Toronto Dublin Lyon Milano Vienna Prague Warsaw Oslo Sydney Tokyo'

const words = (text: string) => `(string_to_array('${text}', ' '))`
/** A number in [0, 1) that depends on the row and a seed only, so that each run makes the same rows. */
const chance = (seed: number) => `((hashint8extended(n, ${seed}) & 1048575) / 1048576.0)`
/** A word of a list; the first ones are far more common, as names are. */
const skewed = (text: string, seed: number, skew: number) => {
  const count = text.split(' ').length
  return `${words(text)}[1 + floor(${count} * power(${chance(seed)}, ${skew}))::int]`
}
const sometimes = (share: number, seed: number, value: string) =>
  `CASE WHEN ${chance(seed)} < ${share} THEN ${value} END`

/** A pool, or a transaction of Prisma's dressed up as one. */
type Client = { query: (sql: string, values: unknown[]) => PromiseLike<unknown> }

export type GeneratedMailboxes = {
  tenantId: string
  count: number
  /** Ids of profiles that about a third of the mailboxes use; the first ones more often. */
  profileIds?: readonly string[]
}

/**
 * Fills a tenant with mailboxes in one statement: agents with common and rare names, some groups, a few overrides. The same rows each
 * time. Numbers of agents begin with 2 to 9, those of groups with 0.
 */
export async function generateMailboxes(client: Client, what: GeneratedMailboxes): Promise<void> {
  const profiles = what.profileIds ?? []
  await client.query(
    `INSERT INTO mailboxes (id, tenant_id, number, type, owner, max_message_count, max_duration_seconds, profile_id, locale, time_zone,
       output_phone_number, created_at, updated_at)
     SELECT (lpad(to_hex(n), 12, '0') || '7' || substr(md5(n || $1), 1, 3) || '8' || substr(md5(n || $1), 4, 15))::uuid, $1,
       CASE WHEN is_group THEN '0' || lpad(n::text, 7, '0') ELSE (20000000 + n * 7)::text END,
       CASE WHEN is_group THEN 'agent-group' ELSE 'agent' END,
       CASE WHEN is_group THEN ${skewed(departments, 1, 2)} || ' ' || ${words(cities)}[1 + (n / 977) % 20] || ' ' || (1 + n % 89)
         ELSE ${skewed(firstNames, 2, 1.4)} || ' ' || ${skewed(lastNames, 3, 1.4)} END,
       ${sometimes(0.05, 4, `20 + (n % 9) * 10`)}, ${sometimes(0.04, 5, `60 + (n % 5) * 30`)},
       ${sometimes(0.3, 6, `($3::uuid[])[1 + floor(cardinality($3::uuid[]) * power(${chance(7)}, 2))::int]`)},
       ${sometimes(0.08, 8, `${words('de-CH fr-FR es-ES it-IT pt-BR ja-JP')}[1 + n % 6]`)},
       ${sometimes(0.12, 9, `${words('Europe/Zurich Europe/London America/New_York Asia/Tokyo Australia/Sydney')}[1 + n % 5]`)},
       ${sometimes(0.02, 10, `'+4161' || lpad((n % 1000000)::text, 7, '0')`)},
       timestamptz '2025-01-01' + n * interval '7 seconds', timestamptz '2025-01-01' + ${chance(11)} * interval '600 days'
     FROM (SELECT n, ${chance(12)} < 0.03 AS is_group FROM generate_series(1, $2::bigint) AS n) AS rows`,
    [what.tenantId, what.count, profiles],
  )
}
