import type { Dialect } from './index.ts';

/**
 * Koha's own ILL (2021 edition): it finds a request by supplyingAgencyRequestId only, answers 201 instead of 200 and
 * 400 with a confirmation in it. The sender takes any 2xx and reads 4xx bodies for everybody; what is left here is that
 * Koha refuses elements it does not map, so the service level goes (notes/loans §1.5).
 */
export const koha: Dialect = {
  name: 'koha',
  outgoing: (message) => (message.kind === 'request' ? { ...message, serviceLevel: null } : message),
  incoming: (message) =>
    message.kind === 'supplyingAgencyMessage' && message.reason === ''
      ? { ...message, reason: 'StatusChange' }
      : message,
};
