/** Numbers to call without internet: general in Belgium, free from any telephone. */
export const EMERGENCY = [
  { number: '112', what: 'emergency.112' },
  { number: '101', what: 'emergency.101' },
  { number: '1722', what: 'emergency.1722' },
  { number: '070 245 245', what: 'emergency.poison' },
  { number: '1733', what: 'emergency.doctor' },
  { number: '1712', what: 'emergency.violence' },
  { number: '1813', what: 'emergency.suicide' },
  { number: '106', what: 'emergency.listen' },
] as const
