export interface Fault {
  /** An operation id (`checks/create`) or `METHOD /path/template`. */
  readonly route: string;
  readonly status?: number;
  /** "after": the effect happens and the caller learns nothing of it, as with a 502 of a proxy. */
  readonly when?: "before" | "after";
  readonly times?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly delayMs?: number;
  /** Drops the connection in place of an answer. */
  readonly hangUp?: boolean;
}

interface Armed {
  readonly fault: Fault;
  left: number;
}

/** What goes wrong next, in the order in which it was asked for. */
export class Faults {
  readonly #armed: Armed[] = [];

  next(fault: Fault): void {
    this.#armed.push({ fault, left: fault.times ?? 1 });
  }

  take(operation: string, route: string): Fault | undefined {
    const found = this.#armed.find(
      ({ fault, left }) => left > 0 && (fault.route === operation || fault.route === route),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault;
  }

  /** Faults that were armed and never met: a test that leaves some has not tested what it says. */
  get pending(): readonly Fault[] {
    return this.#armed.filter(({ left }) => left > 0).map(({ fault }) => fault);
  }

  clear(): void {
    this.#armed.length = 0;
  }
}
