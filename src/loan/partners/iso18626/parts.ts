import type { Address, Agency, Costs, IsoConfirmation } from './message.ts';
import { group, text, type Xml } from './xml.ts';

/** Elements that both editions write alike. */

export function agency(name: string, { type, value }: Agency): Xml {
  return [
    name,
    [
      ['agencyIdType', type],
      ['agencyIdValue', value],
    ],
  ];
}

export function costs(name: string, value: Costs | null): Xml | null {
  return value === null
    ? null
    : [
        name,
        [
          ['currencyCode', value.currency],
          ['monetaryValue', value.amount],
        ],
      ];
}

export function authentication(account: string | null, code: string | null): Xml | null {
  return group('requestingAgencyAuthentication', [text('accountId', account), text('securityCode', code)]);
}

export function deliveries(addresses: readonly Address[]): readonly Xml[] {
  return addresses.map((each, at) => ['requestedDeliveryInfo', [['sortOrder', String(at + 1)], address(each)]]);
}

function address({ electronic, line1, line2, locality, postalCode, region, country }: Address): Xml {
  if (electronic !== null) {
    const { type, data } = electronic;
    return [
      'address',
      [
        [
          'electronicAddress',
          [
            ['electronicAddressType', type],
            ['electronicAddressData', data],
          ],
        ],
      ],
    ];
  }
  const lines = [
    text('line1', line1),
    text('line2', line2),
    text('locality', locality),
    text('postalCode', postalCode),
    text('region', region),
    text('country', country),
  ];
  return ['address', [['physicalAddress', lines]]];
}

const CONFIRMATION_NAMES = {
  request: 'requestConfirmation',
  supplyingAgencyMessage: 'supplyingAgencyMessageConfirmation',
  requestingAgencyMessage: 'requestingAgencyMessageConfirmation',
} as const satisfies Record<IsoConfirmation['of'], string>;

/** Confirmations are the one kind of message that both editions can read (the multiple item id is left out of both). */
export function confirmation(message: IsoConfirmation, maxErrors: number): Xml {
  const { of, supplier, requester, timestamp, requestId, timestampReceived, ok, echo, errors } = message;
  const header: Xml = [
    'confirmationHeader',
    [
      supplier === null ? null : agency('supplyingAgencyId', supplier),
      requester === null ? null : agency('requestingAgencyId', requester),
      ['timestamp', timestamp],
      text('requestingAgencyRequestId', requestId),
      ['timestampReceived', timestampReceived],
      ['messageStatus', ok ? 'OK' : 'ERROR'],
    ],
  ];
  const echoed =
    of === 'supplyingAgencyMessage'
      ? text('reasonForMessage', echo)
      : of === 'requestingAgencyMessage'
        ? text('action', echo)
        : null;
  const told = errors
    .slice(0, maxErrors)
    .map(({ type, value }): Xml => ['errorData', [['errorType', type], text('errorValue', value)]]);
  return [CONFIRMATION_NAMES[of], [header, echoed, ...told]];
}
