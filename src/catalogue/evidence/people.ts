import type { MatchForm } from '../form.ts';
import { type Person, type PersonRole, samePerson } from '../normalise/persons.ts';
import { samePublisher } from '../normalise/publisher.ts';
import { type Evidence, said, veto } from './evidence.ts';

const MAKERS: readonly PersonRole[] = ['author', 'editor', 'adapter', 'annotator'];

/** Authors, editors and adapters together: what one house calls 编著 another calls 著 or 主编. */
export const author: Evidence = {
  name: 'author',
  compare(a, b) {
    const [one, other] = [inRoles(a, MAKERS), inRoles(b, MAKERS)];
    if (one.length === 0 && other.length === 0) return said('author-');
    if (one.length === 0 || other.length === 0) return said('author?');
    return said(meet(one, b.persons) || meet(other, a.persons) ? 'author=' : 'author≠');
  },
};

export const translator: Evidence = {
  name: 'translator',
  compare(a, b) {
    const [one, other] = [inRoles(a, ['translator']), inRoles(b, ['translator'])];
    if (one.length === 0 && other.length === 0) return null;
    if (one.length === 0 || other.length === 0) return said('translator?');
    return meet(one, other) ? said('translator=') : veto('translator≠');
  },
};

/** Who rewrote it makes the adaptation. */
export const adapter: Evidence = {
  name: 'adapter',
  compare(a, b) {
    const [one, other] = [inRoles(a, ['adapter']), inRoles(b, ['adapter'])];
    if (one.length === 0 && other.length === 0) return null;
    if (one.length === 0 || other.length === 0) return said('adapter?');
    return meet(one, other) ? said('adapter=') : veto('adapter≠');
  },
};

export const publisher: Evidence = {
  name: 'publisher',
  compare(a, b) {
    const same = samePublisher(a.publisher, b.publisher);
    return said(same === null ? 'publisher?' : same ? 'publisher=' : 'publisher≠');
  },
};

function inRoles(form: MatchForm, roles: readonly PersonRole[]): readonly Person[] {
  return form.persons.filter(({ role }) => roles.includes(role));
}

function meet(some: readonly Person[], others: readonly Person[]): boolean {
  return some.some((a) => others.some((b) => samePerson(a, b)));
}
