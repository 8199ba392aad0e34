import {
  type AnchorPlace,
  type Checkpoint,
  checkpointLine,
  type KeptEnd,
  readAnchors,
} from '../audit/index.js';
import type { Clock, S3Settings } from '../config/index.js';
import { WriteOnceBucket } from '../object-storage/index.js';

/** How long nobody takes an end back, where the bucket itself says nothing of it. */
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;
/** Verified once a night, and kept once an hour at most: two days' worth. */
const READ_BACK = 48;
const LARGEST_NUMBER = 9_999_999_999_999;
const MAX_BYTES = 16 * 1024;

/** A bucket of another operator keeps each end; where it can, nobody takes one back before its time. */
export class BucketPlace implements AnchorPlace {
  readonly kind = 'bucket';
  private readonly bucket: WriteOnceBucket;

  constructor(
    settings: S3Settings,
    private readonly clock: Clock,
  ) {
    this.bucket = new WriteOnceBucket(settings);
  }

  async keep(checkpoint: Checkpoint): Promise<void> {
    const until = new Date(this.clock.now().getTime() + KEPT_DAYS * DAY_MS);
    await this.bucket.put(keyOf(checkpoint), Buffer.from(`${checkpointLine(checkpoint)}\n`), until);
  }

  /** The newest. @throws {DomainError} when it does not answer */
  async kept(orgId: string): Promise<KeptEnd[]> {
    const keys: string[] = [];
    for await (const { key } of this.bucket.list(`audit/${orgId}/`)) {
      keys.push(key);
      if (keys.length === READ_BACK) break;
    }
    const texts = await Promise.all(keys.map((key) => this.bucket.get(key, MAX_BYTES)));
    return texts.flatMap((text) => readAnchors(text.toString('utf8')));
  }

  close(): void {
    this.bucket.close();
  }
}

/** The newest stands first in a list, and one end never takes the place of another. */
const keyOf = ({ orgId, number, hash }: Checkpoint): string =>
  `audit/${orgId}/${String(LARGEST_NUMBER - number).padStart(13, '0')}-${hash.toString('hex').slice(0, 16)}.json`;
