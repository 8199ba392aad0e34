/** A page that began longer ago than this asks for its lists again by itself. */
const REMEMBERED_MS = 60_000;
const MANY = 5_000;

/**
 * When something changed in each place, as far as this node knows from the last minute. A page asks for a list and for
 * hints at the same time: what changes before the hints begin would be missed, unless it is told when that was.
 */
export class RecentChanges {
  private readonly at = new Map<string, number>();
  /** Of what happened before, nothing is known. */
  private unknownUntil: number;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.unknownUntil = now();
  }

  record(placeId: string): void {
    this.at.delete(placeId);
    this.at.set(placeId, this.now());
    if (this.at.size > MANY) this.forgetOldest();
  }

  /** Hints were lost: anything may have changed. */
  missed(): void {
    this.at.clear();
    this.unknownUntil = this.now();
  }

  /** How long ago the place last changed, or may have, in milliseconds; null: not within the last minute. */
  ageOf(placeId: string): number | null {
    const age = this.now() - (this.at.get(placeId) ?? this.unknownUntil);
    return age <= REMEMBERED_MS ? Math.round(age) : null;
  }

  private forgetOldest(): void {
    const [oldest] = this.at;
    if (oldest === undefined) return;
    this.at.delete(oldest[0]);
    this.unknownUntil = Math.max(this.unknownUntil, oldest[1]);
  }
}
