/** ISO 18626 as one model for every edition of the standard; the two writers and the reader know what is where on the wire. */

export const ISO18626_NAMESPACE = 'http://illtransactions.org/2013/iso18626';
export type IsoVersion = '1.2' | '2021';

/** `ISIL` + `CN-320508-C-PJSY`. */
export interface Agency {
  readonly type: string;
  readonly value: string;
}

export interface Header {
  readonly supplier: Agency;
  readonly requester: Agency;
  readonly multipleItemRequestId: string;
  /** As written: `xs:dateTime`. Kept as data, never used for ordering. */
  readonly timestamp: string;
  readonly requestId: string;
  readonly supplierRequestId: string | null;
  readonly account: string | null;
  readonly securityCode: string | null;
}

export interface Costs {
  readonly currency: string;
  /** Decimal as written. */
  readonly amount: string;
}

export interface Address {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly locality: string | null;
  readonly postalCode: string | null;
  readonly region: string | null;
  readonly country: string | null;
  /** E-mail or other electronic address; then the rest is empty. */
  readonly electronic: { readonly type: string; readonly data: string } | null;
}

export interface IsoRequest {
  readonly kind: 'request';
  readonly version: IsoVersion;
  readonly header: Header;
  readonly requestType: 'New' | 'Retry' | 'Reminder';
  readonly subTypes: readonly string[];
  readonly previousRequestId: string | null;
  readonly serviceType: 'Loan' | 'Copy' | 'CopyOrLoan';
  readonly serviceLevel: string | null;
  readonly neededBy: string | null;
  readonly anyEdition: boolean | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly note: string | null;
  readonly recordId: string | null;
  readonly title: string | null;
  readonly author: string | null;
  readonly edition: string | null;
  readonly volume: string | null;
  readonly items: readonly { readonly code: string; readonly value: string }[];
  readonly publisher: string | null;
  readonly publicationType: string | null;
  readonly publicationDate: string | null;
  readonly deliveries: readonly Address[];
  readonly maximumCosts: Costs | null;
}

export interface Delivery {
  readonly dateSent: string;
  readonly itemIds: readonly string[];
  readonly url: string | null;
  readonly sentVia: string | null;
  readonly conditions: readonly string[];
  readonly format: string | null;
  readonly costs: Costs | null;
}

export interface IsoSupplying {
  readonly kind: 'supplyingAgencyMessage';
  readonly version: IsoVersion;
  readonly header: Header;
  readonly reason: string;
  readonly answer: boolean | null;
  readonly note: string | null;
  readonly reasonUnfilled: string | null;
  readonly reasonRetry: string | null;
  readonly offeredCosts: Costs | null;
  readonly retryAfter: string | null;
  readonly retryBefore: string | null;
  readonly status: string;
  readonly dueDate: string | null;
  readonly lastChange: string;
  readonly delivery: Delivery | null;
}

export interface IsoRequesting {
  readonly kind: 'requestingAgencyMessage';
  readonly version: IsoVersion;
  readonly header: Header;
  readonly action: string;
  readonly note: string | null;
}

export type IsoMessage = IsoRequest | IsoSupplying | IsoRequesting;

export interface IsoError {
  /** Read as free text: peers spell these differently and invent their own. */
  readonly type: string;
  readonly value: string | null;
}

export interface IsoConfirmation {
  readonly kind: 'confirmation';
  readonly of: IsoMessage['kind'];
  readonly version: IsoVersion;
  readonly supplier: Agency | null;
  readonly requester: Agency | null;
  readonly timestamp: string;
  readonly requestId: string | null;
  /** The header's timestamp of the message that is confirmed. */
  readonly timestampReceived: string;
  readonly ok: boolean;
  /** reasonForMessage or action of what is confirmed. */
  readonly echo: string | null;
  readonly errors: readonly IsoError[];
}

/** `ISIL:CN-…`, the way outside parties are named in this program. */
export function symbolOfAgency({ type, value }: Agency): string {
  return `${type}:${value}`.toUpperCase();
}

/** An agency from its symbol; a member's bare code is an ISIL. */
export function agencyOf(symbol: string): Agency {
  const at = symbol.indexOf(':');
  return at < 0 ? { type: 'ISIL', value: symbol } : { type: symbol.slice(0, at), value: symbol.slice(at + 1) };
}
