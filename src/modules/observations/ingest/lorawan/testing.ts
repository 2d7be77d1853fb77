/** Where uplinks go. */
export const PATH = '/api/lorawan/the-things-stack'

/** An uplink as The Things Stack v3 sends it to a webhook. */
export function uplink(payload: unknown, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    end_device_ids: {
      device_id: 'box-7',
      application_ids: { application_id: 'town-air' },
      dev_eui: '70B3D57ED0000001',
      dev_addr: '260B1234',
    },
    correlation_ids: ['as:up:01'],
    received_at: '2026-03-02T10:30:01.123456789Z',
    uplink_message: {
      session_key_id: 'AYh',
      f_port: 2,
      f_cnt: 41,
      frm_payload: 'AWcA',
      decoded_payload: payload,
      rx_metadata: [
        { gateway_ids: { gateway_id: 'far' }, rssi: -118, snr: -4.5 },
        { gateway_ids: { gateway_id: 'near' }, rssi: -61, snr: 9.2 },
      ],
      received_at: '2026-03-02T10:30:00.987654321Z',
      locations: {
        'frm-payload': { latitude: 0, longitude: 0, source: 'SOURCE_GPS' },
        user: { latitude: 50.88, longitude: 4.701, source: 'SOURCE_REGISTRY' },
      },
      version_ids: { brand_id: 'dragino', model_id: 'lht65' },
      ...changes,
    },
  }
}
