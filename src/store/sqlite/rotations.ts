import type { LoanId } from '../../base/brand.ts';
import { loanId } from '../../base/brand.ts';
import { type Problem, problem } from '../../base/problem.ts';
import { decideAct } from '../../loan/act.ts';
import {
  decidePass,
  decideRotation,
  type PassRotation,
  type RotationAnswer,
  type StartRotation,
} from '../../loan/courier/rotation.ts';
import { actOf, missCopies } from '../../loan/courier/tell.ts';
import type { Loan } from '../../loan/loan.ts';
import type { Sqlite } from './open.ts';
import type { ToteDeskNeeds } from './totes.ts';

interface RotationNeeds extends ToteDeskNeeds {
  readonly view: (id: LoanId) => Loan | null;
}

/** A step that one of its loans refused: the savepoint is rolled back with it. */
class Refused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('a leg of the rotation refuses');
    this.problems = problems;
  }
}

/** Boxes that go from school to school, inside the caller's transaction. */
export function rotationDesk(db: Sqlite, { files, worldAt, save, view }: RotationNeeds) {
  const following = db.prepare<[string], { id: string }>('SELECT id FROM loans WHERE follows = ?');
  const shown = (ids: readonly LoanId[]) => ids.flatMap((id) => view(id) ?? []);

  const passOn = db.transaction((input: PassRotation, now: Date): RotationAnswer => {
    const leg = files.order(input.loan);
    if (leg === null) return { loans: [], problems: [problem('NOT_FOUND', { what: 'loan' }, 'loan')] };
    const row = following.get(leg.id);
    const next = row === undefined ? null : files.order(loanId(row.id));
    const decided = decidePass(leg, next, input);
    if (!decided.ok) return { loans: shown([leg.id]), problems: decided.problems };
    for (const told of decided.told) {
      const order = files.order(told.loan);
      const world = worldAt(now);
      const acted = order === null ? null : decideAct(world, order, actOf(told));
      if (acted?.ok === false) throw new Refused(acted.problems);
      if (acted !== null) save(acted.change, world);
    }
    const left = files.order(leg.id);
    const world = worldAt(now);
    if (left !== null && decided.short.length > 0) save(missCopies(world, left, decided.short), world);
    return { loans: shown(next === null ? [leg.id] : [leg.id, next.id]), problems: [] };
  });

  return {
    start(input: StartRotation, now: Date): RotationAnswer {
      const world = worldAt(now);
      const decided = decideRotation(world, input);
      if (!decided.ok) return { loans: [], problems: decided.problems };
      save(decided.change, world);
      return { loans: shown(decided.loans), problems: [] };
    },
    pass(input: PassRotation, now: Date): RotationAnswer {
      try {
        return passOn(input, now);
      } catch (error) {
        if (error instanceof Refused) return { loans: shown([input.loan]), problems: error.problems };
        throw error;
      }
    },
  };
}
