/** Longest number a system pads to. */
const WIDEST = 15;

/**
 * The id under which a record stands that was named otherwise: `254026` means `000254026` and the other way round, as
 * lists and OAI identifiers leave out zeros that 001 has. The id itself where it stands, where it is no number, or
 * where more than one record might be meant.
 */
export function standingId(told: string, stands: (localId: string) => boolean): string {
  if (stands(told) || !/^\d{1,15}$/.test(told)) return told;
  const bare = told.replace(/^0+(?=\d)/, '');
  const others: string[] = [];
  for (let width = bare.length; width <= WIDEST; width++) {
    const other = bare.padStart(width, '0');
    if (other !== told && stands(other)) others.push(other);
  }
  const [only, second] = others;
  return only === undefined || second !== undefined ? told : only;
}
