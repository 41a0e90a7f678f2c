/** The free settings of a DialPlan, in the order of the page. */
export const dialPlanSettings = [
  'callingProfile',
  'inboundCallingProfile',
  'initialFmfmProfile',
  'rejectCallNotReady',
  'routelistList',
  'switchName',
] as const
export type DialPlanSetting = (typeof dialPlanSettings)[number]

/** As Agent Setup prints them. */
export const dialPlanLabels: Readonly<Record<DialPlanSetting | 'voicemailEnabled', string>> = {
  voicemailEnabled: 'Voicemail_enabled',
  callingProfile: 'Calling_profile',
  inboundCallingProfile: 'Inbound_calling_profile',
  initialFmfmProfile: 'initial_fmfm_profile',
  rejectCallNotReady: 'Reject_call_notready',
  routelistList: 'Routelist_list',
  switchName: 'Switch_name',
}
