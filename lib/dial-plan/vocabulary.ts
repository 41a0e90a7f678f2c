/** The DialPlan fields besides the switch, in the order of the form. What they mean is the dial plan's own affair: free text. */
export const dialPlanSettings = [
  'callingProfile',
  'inboundCallingProfile',
  'initialFmfmProfile',
  'rejectCallNotReady',
  'routelistList',
  'switchName',
] as const
export type DialPlanSetting = (typeof dialPlanSettings)[number]

/** Names as administrators know them from Agent Setup. */
export const dialPlanSettingNames: Readonly<Record<DialPlanSetting, string>> = {
  callingProfile: 'Calling_profile',
  inboundCallingProfile: 'Inbound_calling_profile',
  initialFmfmProfile: 'initial_fmfm_profile',
  rejectCallNotReady: 'Reject_call_notready',
  routelistList: 'Routelist_list',
  switchName: 'Switch_name',
}
