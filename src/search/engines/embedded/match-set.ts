import { MATCH_STAGES, type MatchStage } from '../../engine.ts';

/** Places of what matched, in the order found, each with the stage that found it first. */
export class MatchSet {
  /** By place: 0, or one more than the number of the stage. */
  #marks = new Uint8Array(0);
  #ords = new Uint32Array(1024);
  readonly #counts = new Uint32Array(MATCH_STAGES.length);
  size = 0;

  /**
   * Empties it for the next search: a mark for each of a million places is not made anew for every question.
   *
   * @param places one more than the highest place
   */
  begin(places: number): void {
    for (let at = 0; at < this.size; at++) this.#marks[this.#ords[at] ?? 0] = 0;
    if (this.#marks.length < places) this.#marks = new Uint8Array(Math.ceil(places * 1.2));
    this.size = 0;
    this.#counts.fill(0);
  }

  add(stage: MatchStage, ords: ArrayLike<number>): void {
    const number = MATCH_STAGES.indexOf(stage);
    for (let at = 0; at < ords.length; at++) {
      const ord = ords[at] ?? 0;
      if (ord >= this.#marks.length || this.#marks[ord] !== 0) continue;
      this.#marks[ord] = number + 1;
      if (this.size === this.#ords.length) this.#grow();
      this.#ords[this.size++] = ord;
      this.#counts[number] = (this.#counts[number] ?? 0) + 1;
    }
  }

  holdsAny(stage: MatchStage): boolean {
    return (this.#counts[MATCH_STAGES.indexOf(stage)] ?? 0) > 0;
  }

  get ords(): Uint32Array {
    return this.#ords.subarray(0, this.size);
  }

  stageOf(ord: number): MatchStage {
    return MATCH_STAGES[(this.#marks[ord] ?? 0) - 1] ?? 'PHRASE';
  }

  #grow(): void {
    const larger = new Uint32Array(this.#ords.length * 4);
    larger.set(this.#ords);
    this.#ords = larger;
  }
}
