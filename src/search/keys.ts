/** Kinds of exact keys that an index holds of a document. */
export const KEY = {
  identifier: 1,
  barcode: 2,
  author: 3,
  joined: 4,
  initials: 5,
  title: 6,
  numeral: 7,
  southern: 8,
  authorJoined: 9,
  authorInitials: 10,
} as const;
