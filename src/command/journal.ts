/** A line of the audit log: who asked for what. */
export interface AuditEntry {
  readonly at: Date;
  /** Key id, `cli` or `system`, and the name a person knows it by. */
  readonly actor: string;
  readonly name: string;
  readonly action: string;
  /** What it was done to: a push, a library, a loan. */
  readonly object: string;
  /** sha-256 of the command's input: proof of what was asked, without its content. */
  readonly detail: string;
}

/** An answer given before under the same idempotency key. */
export type Remembered =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly answer: unknown }
  | { readonly kind: 'conflict' };

export interface Journal {
  /** Runs a command whose first transaction also writes this line of the audit log; what changed nothing leaves no line. */
  during<T>(entry: AuditEntry, run: () => Promise<T>): Promise<T>;
  recall(scope: string, key: string, inputHash: string): Remembered;
  remember(scope: string, key: string, inputHash: string, answer: unknown, at: Date): Promise<void>;
}
