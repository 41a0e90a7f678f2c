import { deepFreeze } from '@/lib/catalogue/define-service'
import type { Decision } from '@/lib/catalogue/schema'

const define = (about: string, decision: string, reason: string): Decision => deepFreeze({ about, decision, reason })

export const namedOnlyByAlerts = define(
  'existence',
  'Catalogued, but expected to be absent: absence is no fault.',
  'Only the alert table names it; no metric table of this service does.',
)

export const redisUnprinted = define(
  'values',
  '-1 error, 0 disconnected and 2 ready; 1 and anything else is unknown.',
  'No scale is printed. All printed Redis scales agree on these three values; 1 is connected, connecting or degraded there.',
)

export const noScale = define(
  'values',
  'Shown as a raw number that has no part in the status of the service.',
  'No scale is printed, and the scales of its neighbours differ too much to borrow one.',
)

export const kafkaStateByAnalogy = define(
  'values',
  '0 disconnected, 1 connected; anything else is unknown.',
  'The consumer scale is printed for the Registrar only and the producer scale nowhere; both are taken from that one.',
)

export const kafkaLatencyUnit = define(
  'unit',
  'Seconds.',
  'All tables leave the unit blank; every alert on it speaks of 0.5 seconds.',
)

export const producerMessagesName = define(
  'name',
  'Both names are kept: kafka_producer__messages_total as printed, and kafka_producer_sent_messages_total where an alert uses it.',
  'A part between the two underscores is lost in print and its description is a copy of the consumer row; the alert name may be the whole one.',
)

export const kafkaSizeUnit = define(
  'unit',
  'Bytes.',
  'The table leaves the unit blank; Kafka configures its request limit in bytes, and both figures are meant to be compared.',
)

export const consumerErrorKinds = define(
  'meaning',
  'One counter of all errors.',
  'Three alerts (health checks, timeouts, crashes) rest on it, but no listed label tells these apart.',
)

export const gluedUnit = define('name', 'Without the suffix Unit:.', 'In print the next column ran into the name.')

export const bucketLabel = define(
  'labels',
  'Labels as printed; the series carry the bucket label le as every histogram does.',
  'The tables list le for some histograms only.',
)

export const healthcheckExceptionScale = define(
  'values',
  'Shown as a raw number.',
  'No scale is printed; the only sample is 0.',
)

export const healthCheckErrorStatus = define(
  'status',
  '1 is degraded, not failing.',
  'It reports one failed check; how bad that is for the pod is said by the health level.',
)

export const configPrefix = define(
  'name',
  'As printed, with node in the middle.',
  'The prefixes of this service are mixed: two metrics have it, two do not.',
)

export const flagByAnalogy = define(
  'values',
  '1 raised (degraded), 0 not raised; anything else is unknown.',
  'No scale is printed; described as an indication, read like the printed 1 has error, 0 no error of the same service.',
)

export const runningTotalGauge = define(
  'type',
  'Kept as a gauge as printed, but it may only grow: shown as its change over time, which tolerates a reset.',
  'Described as a number of things that happened, typed as a gauge.',
)

export const presentNumberCounter = define(
  'type',
  'Kept as a counter as printed, but shown as a present number, never as a rate.',
  'Described as a number that rises and falls.',
)

export const countSuffixCounter = define(
  'type',
  'A counter, as printed.',
  'Described as a current number and named like a gauge (_count), but typed as a counter.',
)

export const timestampUnit = define(
  'unit',
  'None: the raw number is not turned into a date.',
  'Seconds or milliseconds since 1970 are both possible and nothing in print tells which.',
)

export const sizeUnit = define(
  'unit',
  'None is shown.',
  'The table leaves it blank and nothing else tells whether bytes or characters are counted.',
)

export const rqLatencyUnit = define(
  'unit',
  'None is shown.',
  'The table leaves it blank, the name has no unit and no alert uses it.',
)

export const rateBase = define(
  'unit',
  'None is shown; the figure is given as reported.',
  'A rate without a time base in print.',
)

export const cpuPercent = define(
  'unit',
  'Percent.',
  'The table prints none; the alert on the main thread compares the figure with 65 %.',
)

export const inServiceByAnalogy = define(
  'values',
  '0 out of service, 1 in service; anything else is unknown.',
  'No scale is printed; two gauges of the same service that end in the same words have this one.',
)

export const oosPerDevice = define(
  'meaning',
  'How often the device in the label was seen out of service.',
  'Described as a number of devices, yet every series belongs to one device.',
)

export const capacityByAnalogy = define(
  'values',
  '1 capacity available, 0 none left (degraded); anything else is unknown.',
  'No scale is printed; the name is a yes-or-no question and the alert on a reached limit is a warning.',
)

export const responseCodeLabel = define(
  'labels',
  'response_code.',
  'The label is printed as free text (response code), which is no valid label name.',
)

export const storageFailed = define(
  'values',
  '1 raised (failing), 0 not raised; anything else is unknown.',
  'No table lists it; its name and the alert text make it a flag, read like the printed error flags.',
)

export const redisConnectedFirst = define(
  'values',
  '1 (connected) is shown as starting, not as ok.',
  'The printed scale goes on to 2 (ready), so a connection alone does not serve yet.',
)

export const countUnit = define(
  'unit',
  'A plain number of things.',
  'The table leaves the unit blank here; other services print N/A for the same figures.',
)

export const noUnit = define(
  'unit',
  'None.',
  'The table leaves the unit blank where it says N/A of other states and versions; neither has one.',
)

export const lostUnitWord = define(
  'unit',
  'Milliseconds.',
  'The text lost a word before the abbreviation; the unit column and the name agree.',
)

export const versionInFive = define(
  'existence',
  'Read where it is listed; the version of the other services comes from the tags of their images.',
  'Five services list it, all with the same sample value; the others run a version too.',
)
