import { z } from 'zod';

/** What the people of the rehearsal ask and send, as a school's own program would. */

export const Edition = z.object({
  id: z.string(),
  title: z.string(),
  readingLists: z.array(z.string()),
  libraryCount: z.number(),
  itemCount: z.number(),
});
export const EDITION = `query ($isbn: String!) {
  editionsByIsbn(isbn: $isbn) { id title readingLists libraryCount itemCount }
}`;

const Party = z.object({ name: z.string(), library: z.object({ code: z.string() }).nullable() });
const Part = z.object({
  id: z.string(),
  quantity: z.number(),
  state: z.string(),
  flags: z.array(z.string()),
  dueDate: z.string().nullable(),
  actBy: z.string().nullable(),
  supplier: Party.nullable(),
  items: z.array(z.object({ barcode: z.string(), state: z.string() })),
  events: z.array(z.object({ at: z.string(), action: z.string() })),
});
export type Part = z.infer<typeof Part>;
export const ClassSet = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  actBy: z.string().nullable(),
  parts: z.array(Part),
});
export type ClassSet = z.infer<typeof ClassSet>;

const PART = `id quantity state flags dueDate actBy supplier { name library { code } } items { barcode state }
  events { at action }`;
const SET = `id title state actBy parts { ${PART} }`;
export const LOAN = `query ($id: ID!) { loan(id: $id) { ${SET} } }`;
export const REQUEST = `mutation ($input: RequestLoanInput!) {
  requestLoan(input: $input) { loan { ${SET} } problems { code message } }
}`;
export const ACT = `mutation ($input: ActOnLoanInput!) {
  actOnLoan(input: $input) { loan { ${SET} } problems { code message } }
}`;
export const LoanPayload = z.object({ loan: ClassSet });

export const Tote = z.object({
  id: z.string(),
  label: z.string(),
  route: z.string(),
  day: z.string(),
  state: z.string(),
});
export type Tote = z.infer<typeof Tote>;
export const TotePayload = z.object({ tote: Tote });
export const ACT_ON_TOTE = `mutation ($input: ActOnToteInput!) {
  actOnTote(input: $input) { tote { id label route day state } problems { code message } }
}`;

export const Copies = z.object({
  edition: z.object({
    holdings: z.object({
      nodes: z.array(z.object({ items: z.object({ nodes: z.array(z.object({ barcode: z.string().nullable() })) }) })),
    }),
  }),
});
export const COPIES = `query ($id: ID!, $library: String!) {
  edition(id: $id) { holdings(libraries: [$library]) { nodes { items(first: 20) { nodes { barcode } } } } }
}`;

export const Statuses = z.object({
  edition: z.object({
    holdings: z.object({
      nodes: z.array(z.object({ items: z.object({ nodes: z.array(z.object({ availability: z.string() })) }) })),
    }),
  }),
});
export const STATUSES = `query ($id: ID!) {
  edition(id: $id) { holdings { nodes { items(first: 20) { nodes { availability } } } } }
}`;

export const Routes = z.object({
  courierRoutes: z.array(
    z.object({
      name: z.string(),
      totes: z.number(),
      copies: z.number(),
      missing: z.number(),
      medianDays: z.number().nullable(),
      stops: z.array(z.object({ code: z.string() })),
    }),
  ),
});
export const ROUTES = '{ courierRoutes { name totes copies missing medianDays stops { code } } }';

const Traffic = z.object({ volumes: z.number(), lost: z.number(), fen: z.number() });
export const Account = z.object({
  settlement: z.object({
    month: z.string(),
    csv: z.string(),
    pairs: z.object({ totalCount: z.number() }),
    libraries: z.object({
      nodes: z.array(z.object({ party: Party, lent: Traffic, borrowed: Traffic, netFen: z.number() })),
    }),
  }),
});
export const ACCOUNT = `query ($month: String!, $library: String!) {
  settlement(month: $month, library: $library) {
    month csv pairs { totalCount }
    libraries { nodes { party { name library { code } } lent { volumes lost fen } borrowed { volumes lost fen } netFen } }
  }
}`;
