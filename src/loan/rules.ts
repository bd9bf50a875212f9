import type { LibraryCode } from '../base/brand.ts';
import type { AudienceRule } from './audience.ts';
import type { LibraryCalendar } from './calendar.ts';
import type { DeliveryAddress } from './partner.ts';
import type { CourierRoute, LendingPolicy } from './policy.ts';

/** One thing that a library, or (`library: null`) the alliance as a whole, sets for lending. What is not told stays usual. */
export type LoanRule =
  | { readonly kind: 'policy'; readonly library: LibraryCode; readonly value: Partial<LendingPolicy> }
  | { readonly kind: 'audience'; readonly library: LibraryCode; readonly value: AudienceRule }
  | { readonly kind: 'calendar'; readonly library: LibraryCode | null; readonly value: Partial<LibraryCalendar> }
  | { readonly kind: 'address'; readonly library: LibraryCode; readonly value: DeliveryAddress }
  | { readonly kind: 'routes'; readonly library: null; readonly value: readonly CourierRoute[] };
