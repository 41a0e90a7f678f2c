import { defineConnections } from '@/lib/catalogue/define-service'
import type { Connection } from '@/lib/catalogue/schema'

type Decisions = NonNullable<Connection['decisions']>

const sameRow = (others: string): Decisions => [
  {
    about: 'row',
    decision: `Kept as a connection of its own beside ${others}.`,
    reason: 'The rows differ only in what they carry; each has its number in the diagram.',
  },
]

const reversed: Decisions = [
  {
    about: 'direction',
    decision: 'Source and destination as printed; a drawing should show the service as the one that connects.',
    reason: 'The printed source is a server, against the rule of the table and against all similar rows.',
  },
]

const outsideButIntra = (where: string): Decisions => [
  { about: 'classification', decision: 'Intra-cluster, as printed.', reason: `The destination is ${where}.` },
]

const joined: Decisions = [
  {
    about: 'row',
    decision: 'The cells on both sides of a page break are one row.',
    reason: 'A page break cuts the row.',
  },
]

const intra = (
  n: number,
  source: string,
  destination: string,
  protocol: string,
  ports: number[],
  carries: string,
  decisions?: Decisions,
): Connection => ({
  n,
  source,
  destination,
  protocol,
  ports,
  configurablePort: false,
  classification: 'intra-cluster',
  carries,
  ...(decisions && { decisions }),
})

const redis = (n: number, source: string, carries: string, decisions?: Decisions): Connection => ({
  n,
  source,
  destination: 'Redis',
  protocol: 'Redis',
  ports: [6379],
  configurablePort: true,
  classification: 'egress',
  carries,
  ...(decisions && { decisions }),
})

const kafka = (n: number, source: string, carries: string, decisions?: Decisions): Connection => ({
  n,
  source,
  destination: 'Kafka',
  protocol: 'Kafka',
  ports: [9092, 9093],
  configurablePort: true,
  classification: 'egress',
  carries,
  ...(decisions && { decisions }),
})

const REPORTING = 'Data for reporting.'
const TENANT_DATA = 'Tenant information.'
const SIP = 'SIP signalling.'

/** The connections table of the architecture chapter, numbers as in its diagram. */
export const connections = defineConnections([
  intra(1, 'CX Contact', 'Tenant Service', 'TCP', [5050, 8888], 'Set-up and control of outbound campaigns.'),
  intra(2, 'Genesys Pulse', 'Tenant Service', 'TCP', [8888, 8000], 'Configuration and live figures for reports.'),
  intra(3, 'Billing Data Service', 'Tenant Service', 'TCP', [8888], 'Inventory of tenant resources.'),
  intra(
    4,
    'Genesys Web Services and Applications',
    'Tenant Service',
    'TCP',
    [8888, 8000, 2060],
    'Provisioning, call control and observation of tenant resources.',
  ),
  intra(
    5,
    'Interaction Server',
    'Tenant Service',
    'TCP',
    [8888, 2060],
    'Multimedia configuration and interaction states.',
  ),
  redis(6, 'Voice RQ Service', 'Call events, cached in memory.'),
  {
    n: 7,
    source: 'Interaction Server',
    destination: 'Redis',
    protocol: 'Redis',
    ports: [6379],
    configurablePort: false,
    classification: 'egress',
    carries: 'Interaction events.',
    decisions: [
      {
        about: 'port',
        decision: 'Not configurable, as printed.',
        reason: 'The only Redis row without the asterisk; the mark may have been forgotten.',
      },
    ],
  },
  intra(8, 'Genesys Engagement Service', 'Tenant Service', 'HTTP', [5080], 'Routing requests and events.', [
    ...joined,
    {
      about: 'port',
      decision: '5080 stands for HTTP here and for SIP over TCP in rows 51 and 58.',
      reason: 'Printed so; the destinations differ.',
    },
  ]),
  redis(9, 'Tenant Service', 'Tenant configuration, cached in memory.'),
  intra(10, 'Genesys Engagement Service', 'ORS', 'HTTP', [9098], 'State of running callbacks and orders to them.', [
    {
      about: 'way',
      decision: 'The row shows the HTTP connection; that callbacks start through Redis on 6379 has no row.',
      reason:
        'The text of the row says that the session is started by an entry in Redis and that 9098 serves what follows.',
    },
  ]),
  kafka(11, 'Tenant Service', 'Outbound data for reporting.'),
  redis(12, 'Dial Plan Service', 'Configuration and registrations, cached in memory.'),
  {
    n: 13,
    source: 'Tenant Service',
    destination: 'PostgreSQL',
    protocol: 'Postgres',
    ports: [5432],
    configurablePort: false,
    classification: 'egress',
    carries: 'Configuration, kept for good.',
    decisions: [
      {
        about: 'prerequisites',
        decision: 'PostgreSQL belongs to the platform.',
        reason: 'The list of third-party prerequisites leaves it out.',
      },
      {
        about: 'port',
        decision: 'Not configurable, as printed.',
        reason: 'The row has no asterisk, unlike those of Redis and Kafka.',
      },
    ],
  },
  {
    n: 14,
    source: 'Redis 6.x',
    destination: 'Tenant Service',
    protocol: 'Redis',
    ports: [6379],
    configurablePort: true,
    classification: 'egress',
    carries: 'Call and routing events of the voice services.',
    decisions: reversed,
  },
  intra(15, 'Voicemail', 'Config Service', 'HTTP', [9100], 'Configuration.'),
  intra(16, 'Tenant Service', 'Voice RQ Service', 'TCP', [12100], 'Routing data of calls.'),
  redis(17, 'Config Service', 'Cache of the Config Service.'),
  intra(18, 'Genesys Voice Platform', 'Voicemail', 'HTTP', [8081], 'Dialogue pages of the voicemail system.'),
  intra(
    19,
    'Genesys Web Services and Applications',
    'Voicemail',
    'HTTP',
    [8081],
    'Administration by Agent Setup and mailbox access by agents.',
    [
      {
        about: 'direction',
        decision: 'GWS connects to Voicemail, as printed; that Voicemail asks GWS to authenticate users has no row.',
        reason: 'The text of the row describes both directions.',
      },
    ],
  ),
  intra(20, 'Interaction Server', 'Voice RQ Service', 'TCP', [12100], 'Routing data of digital interactions.'),
  intra(21, 'Genesys Voice Platform', 'ORS', 'HTTP', [11200], 'Call data for the voice platform.'),
  intra(22, 'Dial Plan Service', 'Config Service', 'HTTP', [9100], TENANT_DATA),
  intra(23, 'Voice SIP Proxy Service', 'Config Service', 'HTTP', [9100], TENANT_DATA),
  intra(24, 'Voicemail', 'Object storage', 'HTTP', [], 'Mailbox settings and messages.', [
    {
      about: 'port',
      decision: 'None.',
      reason: 'Printed as N/A: the storage account is reached by its address and keys.',
    },
    ...outsideButIntra('Azure Blob Storage or an S3 bucket, which are not in the cluster'),
  ]),
  intra(25, 'Voice SIP Cluster Service', 'Voice RQ Service', 'TCP', [12100], 'Details of calls.'),
  intra(26, 'Tenant Service', 'Config Service', 'HTTP', [9100], TENANT_DATA),
  intra(
    27,
    'Voice SIP Cluster Service',
    'Dial Plan Service',
    'HTTP',
    [8800],
    'What a dialled number stands for and where the call goes.',
  ),
  intra(28, 'Voice SIP Cluster Service', 'Config Service', 'HTTP', [9100], TENANT_DATA),
  redis(29, 'Voicemail', 'Voicemail data, cached in memory.'),
  intra(30, 'ORS', 'Voice RQ Service', 'TCP', [12100], 'Call and routing events.'),
  intra(31, 'Tenant Service', 'FrontEnd Service', 'HTTP', [9101], 'Requests to the voice services.'),
  intra(32, 'Voice Registrar Service', 'Config Service', 'HTTP', [9100], 'Tenant information and registrations.'),
  intra(
    33,
    'Designer Application Server',
    'Digital Channels',
    'HTTP',
    [80],
    'Calls that Designer applications make to Nexus.',
  ),
  intra(34, 'ORS', 'Config Service', 'HTTP', [9100], 'Route points and scripts, and keep-alive messages.'),
  intra(
    35,
    'Agent State Service',
    'Config Service',
    'HTTP',
    [9100],
    'Tenants, numbers and agents; logins and logouts.',
  ),
  redis(36, 'Voice Registrar Service', 'SIP registrations, cached in memory.', [...joined, ...sameRow('52')]),
  redis(37, 'Agent State Service', 'Agent activities, cached in memory.', sameRow('54')),
  intra(38, 'ORS', 'FrontEnd Service', 'HTTP', [9101], 'Requests of routing strategies.'),
  intra(39, 'FrontEnd Service', 'Voice SIP Cluster Service', 'HTTP', [11300], 'Requests to the SIP node of a call.'),
  redis(40, 'Voice SIP Cluster Service', 'Streams of call events.', sameRow('41 and 49')),
  redis(41, 'Voice SIP Cluster Service', 'Cache of the SIP Cluster.', sameRow('40 and 49')),
  redis(42, 'Call State Service', 'Cache of the Call State Service.'),
  intra(43, 'ORS', 'Designer Application Server', 'HTTP', [80], 'Designer applications, that is routing strategies.'),
  {
    n: 44,
    source: 'Designer Application Server',
    destination: 'External/customer',
    protocol: 'HTTPS',
    ports: [443],
    configurablePort: false,
    classification: 'egress',
    carries: 'Calls of Designer applications to outside systems.',
    decisions: [
      {
        about: 'source',
        decision: 'The Designer Application Server, as printed.',
        reason: 'The row is the only egress that starts at no voice service; the requests are made by ORS.',
      },
    ],
  },
  redis(45, 'ORS', 'Streams of routing events.', sameRow('46 and 47')),
  redis(46, 'ORS', 'New calls and interactions.', sameRow('45 and 47')),
  redis(47, 'ORS', 'Cache of ORS.', sameRow('45 and 46')),
  kafka(48, 'FrontEnd Service', REPORTING, [
    {
      about: 'carries',
      decision: 'Also the agent requests for the Agent State Service.',
      reason: 'The chapter on the service says so; the row speaks of reporting only.',
    },
  ]),
  redis(49, 'Voice SIP Cluster Service', 'Streams of new calls.', sameRow('40 and 41')),
  kafka(50, 'Voice SIP Cluster Service', REPORTING),
  intra(51, 'Voice SIP Cluster Service', 'Voice SIP Proxy Service', 'SIP/TCP', [5080], SIP),
  redis(52, 'Voice Registrar Service', 'Streams of device registrations.', sameRow('36')),
  kafka(53, 'Voice Registrar Service', REPORTING),
  redis(54, 'Agent State Service', 'Streams of agent events.', sameRow('37')),
  {
    n: 55,
    source: 'Kafka 2.x',
    destination: 'Agent State Service',
    protocol: 'Kafka',
    ports: [9092, 9093],
    configurablePort: true,
    classification: 'egress',
    carries: REPORTING,
    decisions: reversed,
  },
  kafka(56, 'Call State Service', REPORTING),
  intra(57, 'Voice SIP Proxy Service', 'WebRTC Media Service', 'SIP/UDP', [5070], SIP),
  intra(58, 'Genesys Voice Platform', 'Voice SIP Proxy Service', 'SIP/TCP', [5080], SIP),
  {
    n: 59,
    source: 'Voice SIP Proxy Service',
    destination: 'Session Border Controller',
    protocol: 'SIP/TCP',
    ports: [],
    configurablePort: true,
    classification: 'intra-cluster',
    carries: SIP,
    decisions: [
      {
        about: 'port',
        decision: 'Configurable and unknown: it is set on each trunk in the configuration of the customer.',
        reason: 'Printed as not known; the cell is cut by a page break.',
      },
      ...outsideButIntra('a border controller, mostly outside the cluster'),
    ],
  },
  kafka(60, 'Voice SIP Proxy Service', REPORTING, [
    {
      about: 'carries',
      decision: 'Reporting, as printed.',
      reason: 'The service also lists consumer metrics, yet no row tells what it reads from Kafka.',
    },
  ]),
])
