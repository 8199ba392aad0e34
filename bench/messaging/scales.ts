export type Scale = 'small' | 'full';
export type SubjectName = 'maroquin' | 'socket.io';
export const SUBJECTS: readonly SubjectName[] = ['maroquin', 'socket.io'];

/** People who write to each other for a while. */
export interface Talking {
  readonly channels: number;
  readonly readersEach: number;
  /** By all of them together. */
  readonly messagesPerSecond: number;
  readonly measureMs: number;
}

interface Sizes {
  /** How many people the sockets are. */
  readonly crowd: number;
  readonly rounds: number;
  /** Rounds that come before and do not count: a server that has just started runs code that nobody has optimised yet. */
  readonly warmUps: number;
  readonly warmUpMs: number;
  readonly oneChannel: Talking;
  readonly manyChannels: Talking;
  readonly busy: Talking;
  /** Members who are connected while one message after the other is sent. */
  readonly crowded: Talking;
  readonly idleSockets: number;
  readonly reconnections: number;
}

/** What people do: one channel for everybody, the ordinary day of many small ones, and the bad moments. */
export const sizes: Readonly<Record<Scale, Sizes>> = {
  small: {
    crowd: 20,
    rounds: 1,
    warmUps: 1,
    warmUpMs: 1_000,
    oneChannel: { channels: 1, readersEach: 200, messagesPerSecond: 50, measureMs: 4_000 },
    manyChannels: { channels: 100, readersEach: 5, messagesPerSecond: 200, measureMs: 4_000 },
    busy: { channels: 200, readersEach: 3, messagesPerSecond: 500, measureMs: 3_000 },
    crowded: { channels: 1, readersEach: 1_000, messagesPerSecond: 1, measureMs: 4_000 },
    idleSockets: 500,
    reconnections: 500,
  },
  full: {
    crowd: 120,
    rounds: 3,
    warmUps: 1,
    warmUpMs: 4_000,
    oneChannel: { channels: 1, readersEach: 200, messagesPerSecond: 50, measureMs: 12_000 },
    manyChannels: { channels: 100, readersEach: 5, messagesPerSecond: 200, measureMs: 12_000 },
    busy: { channels: 200, readersEach: 3, messagesPerSecond: 1_000, measureMs: 600_000 },
    crowded: { channels: 1, readersEach: 10_000, messagesPerSecond: 0.5, measureMs: 20_000 },
    idleSockets: 10_000,
    reconnections: 10_000,
  },
};
