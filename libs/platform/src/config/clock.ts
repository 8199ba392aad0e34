import { v7 } from 'uuid';

/** The time, handed in so that tests can turn it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A new id: UUIDv7 (RFC 9562 §5.7), so that rows made together lie together. An id is never a secret. */
export const newId = (): string => v7();
