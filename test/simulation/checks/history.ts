/** What happened, as two running 32-bit hashes: equal seeds must give equal histories. Keeps the words only when asked to. */
export class History {
  private high = 0x811c9dc5;
  private low = 0x01234567;
  readonly lines: string[] | null;

  constructor(keepLines: boolean) {
    this.lines = keepLines ? [] : null;
  }

  add(what: string, ...values: readonly (number | string | Uint8Array)[]): void {
    this.text(what);
    for (const value of values) {
      if (typeof value === 'number') this.number(value);
      else if (typeof value === 'string') this.text(value);
      else for (const byte of value) this.mix(byte);
    }
    if (this.lines !== null && what !== 't') this.lines.push([what, ...values.map(readable)].join(' '));
  }

  digest(): string {
    return [this.high, this.low].map((half) => half.toString(16).padStart(8, '0')).join('');
  }

  private text(value: string): void {
    for (let index = 0; index < value.length; index += 1) this.mix(value.charCodeAt(index));
  }

  private number(value: number): void {
    this.mix(Math.trunc(value) >>> 0);
    this.mix(Math.trunc((value % 1) * 0x100000));
  }

  private mix(value: number): void {
    this.high = Math.imul(this.high ^ value, 0x01000193) >>> 0;
    this.low = (Math.imul(this.low, 0x5bd1e995) ^ (value + (this.low >>> 15))) >>> 0;
  }
}

const readable = (value: number | string | Uint8Array): string =>
  typeof value === 'number'
    ? String(Math.round(value * 10) / 10)
    : typeof value === 'string'
      ? value
      : `${String(value.length)} B`;
